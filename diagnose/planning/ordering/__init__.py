"""The order of steps: the one with the least expected cost, however it is cut before the case is handed over.

Steps with chances r and costs c are taken until one helps. That costs the sum of c_i * (1 - sum of the r_j before i):
a constant plus the sum of r_i times all that was spent up to i, which is one machine with weighted times of
completion. Without ``after`` the order of r / c is the best (Smith 1956; Kadane and Simon 1977). With it the steps fall
into blocks (Sidney 1975): the first block is the richest set of steps that may come first, the one with the greatest
r / c; the next is the richest of what is left, and so on. Some best order takes one block after the other. How the
steps of a block stand is hard to find in general, and easy for trees (Horn 1972).

A plan is also cut: handing over costs E for all that is left. The best cut stands between two blocks, so the cheapest
prefix of the best order is the cheapest of all orders of all sets of steps. For let it stand after a set S, with the
chance L still left. Let F be what S lacks of the first block that it does not hold whole, and T the last block of S.
Taking T paid: E * r(T) >= (L + r(T)) * c(T) - s, where s <= r(T) * c(T) is what the steps of T save one another, so
E * r(T) >= L * c(T). F is no poorer than its block, whose beginning is never richer than the whole, and T is no richer.
So E * r(F) >= L * c(F), and F costs no more than L * c(F): it may be added too, until no block is left in pieces.
"""

from __future__ import annotations

from diagnose.planning.ordering.sequence import best_order
from diagnose.planning.ordering.stops import stops_put_off
from diagnose.planning.ordering.taking import Taken, ordered

__all__ = ["Taken", "best_order", "ordered", "stops_put_off"]
