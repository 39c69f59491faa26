"""Miss Manners in CLIPS: the same rules as in `manners`."""

from collections.abc import Sequence

from tests.benchmarks.clips_engine import built
from tests.benchmarks.manners import HOBBIES, Guest

_CONSTRUCTS = """
(deftemplate context (slot state))
(deftemplate counter (slot value))
(deftemplate guest (slot name) (slot sex) (slot hobby))
(deftemplate last-seat (slot seat))
(deftemplate seating (slot seat1) (slot name1) (slot name2) (slot seat2) (slot id) (slot pid) (slot done))
(deftemplate path (slot id) (slot name) (slot seat))
(deftemplate chosen (slot id) (slot name) (slot hobby))

(defrule assign-first-seat
  ?now <- (context (state "start"))
  (guest (name ?n))
  ?count <- (counter (value ?c))
  =>
  (assert (seating (seat1 1) (name1 ?n) (name2 ?n) (seat2 1) (id ?c) (pid 0) (done TRUE)))
  (assert (path (id ?c) (name ?n) (seat 1)))
  (modify ?count (value (+ ?c 1)))
  (modify ?now (state "assign")))

(defrule find-seating
  ?now <- (context (state "assign"))
  (seating (seat2 ?s) (name2 ?n) (id ?i) (done TRUE))
  (guest (name ?n) (sex ?sex) (hobby ?h))
  (guest (name ?g) (sex ~?sex) (hobby ?h))
  ?count <- (counter (value ?c))
  (not (path (id ?i) (name ?g)))
  (not (chosen (id ?i) (name ?g) (hobby ?h)))
  =>
  (assert (seating (seat1 ?s) (name1 ?n) (name2 ?g) (seat2 (+ ?s 1)) (id ?c) (pid ?i) (done FALSE)))
  (assert (path (id ?c) (name ?g) (seat (+ ?s 1))))
  (assert (chosen (id ?i) (name ?g) (hobby ?h)))
  (modify ?count (value (+ ?c 1)))
  (modify ?now (state "path")))

(defrule make-path (declare (salience 1))
  (context (state "path"))
  (seating (id ?i) (pid ?p) (done FALSE))
  (path (id ?p) (name ?n) (seat ?s))
  (not (path (id ?i) (name ?n)))
  =>
  (assert (path (id ?i) (name ?n) (seat ?s))))

(defrule path-done
  ?now <- (context (state "path"))
  ?seat <- (seating (done FALSE))
  =>
  (modify ?seat (done TRUE))
  (modify ?now (state "check")))

(defrule are-we-done (declare (salience 1))
  ?now <- (context (state "check"))
  (last-seat (seat ?last))
  (seating (seat2 ?last))
  =>
  (modify ?now (state "print")))

(defrule go-on
  ?now <- (context (state "check"))
  =>
  (modify ?now (state "assign")))

(defrule print-results (declare (salience 1))
  (context (state "print"))
  (last-seat (seat ?last))
  (seating (id ?i) (seat2 ?last))
  ?place <- (path (id ?i) (name ?n) (seat ?s))
  =>
  (take-seat ?s ?n)
  (retract ?place))

(defrule all-done
  (context (state "print"))
  =>
  (halt))
"""


class ClipsManners:
    """One environment, built once and reset before each game."""

    def __init__(self) -> None:
        self._seats: dict[int, str] = {}
        self._environment = built(())
        self._environment.define_function(self._seats.__setitem__, "take-seat")
        for construct in _CONSTRUCTS.strip().split("\n\n"):
            for text in construct.splitlines() if construct.startswith("(deftemplate") else [construct]:
                self._environment.build(text)

    def play(self, guests: Sequence[Guest]) -> tuple[list[str], int]:
        """The names in the order of their seats, and the number of firings."""
        self._seats.clear()
        self._environment.reset()
        guest = self._environment.find_template("guest")
        for one in guests:
            for hobby in HOBBIES:
                guest.assert_fact(name=one.name, sex=one.sex, hobby=hobby)
        self._environment.find_template("last-seat").assert_fact(seat=len(guests))
        self._environment.find_template("counter").assert_fact(value=1)
        self._environment.find_template("context").assert_fact(state="start")
        fired = self._environment.run()
        return [name for _, name in sorted(self._seats.items())], fired
