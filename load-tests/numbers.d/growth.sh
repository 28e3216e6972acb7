# shellcheck shell=bash
# Sourced by ../numbers: what becomes of one question where there is more and more of everything.
number_growth() { :; }
