"""Keys that compose knows and that say nothing of an architecture, by the path of what they stand in."""

from collections.abc import Mapping

UNUSED: Mapping[str, frozenset[str]] = {
    path: frozenset(keys.split())
    for path, keys in {
        "": "configs models secrets volumes",
        "networks.*.": """
    attachable driver driver_opts enable_ipv4 enable_ipv6 internal ipam labels name
        """,
        "services.*.": """
    annotations attach blkio_config cap_add cap_drop cgroup cgroup_parent configs cpu_count cpu_percent
    cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec develop
    device_cgroup_rules devices dns dns_opt dns_search domainname driver_opts expose external_links
    extra_hosts gpus group_add init ipc isolation label_file labels log_driver log_opt logging
    mac_address mem_limit mem_reservation mem_swappiness memswap_limit models oom_kill_disable
    oom_score_adj pid pids_limit platform post_start pre_stop privileged provider pull_policy read_only
    restart runtime secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt
    sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes working_dir
        """,
        "services.*.build.": """
    additional_contexts cache_from cache_to entitlements extra_hosts isolation labels network no_cache
    no_cache_filter platforms privileged provenance pull sbom secrets shm_size ssh tags ulimits
        """,
        "services.*.deploy.": "endpoint_mode labels placement resources restart_policy rollback_config update_config",
        "services.*.healthcheck.": "interval retries start_interval start_period timeout",
        "services.*.networks.*.": """
    driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority
        """,
    }.items()
}
"""After the compose specification, and what older versions of the format had."""
