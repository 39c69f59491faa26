"""The expert-system shell: rules and facts in, derived facts with their derivations out."""
