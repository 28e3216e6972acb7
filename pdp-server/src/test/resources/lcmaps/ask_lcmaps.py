"""ask_lcmaps.py: maps each line "DN<tab>FQAN,FQAN…" of standard input with the LCMAPS that the environment configures, by
its policy "site", and prints the account, or "-" if there is none."""
import ctypes
import os
import pwd
import sys

# The plugins find the functions of the library among those of the process.
lcmaps = ctypes.CDLL("liblcmaps.so.0", ctypes.RTLD_GLOBAL)
USER_LOG = 1
if lcmaps.lcmaps_init_and_logfile(os.environb[b"LCMAPS_LOG_FILE"], None, USER_LOG) != 0:
    sys.exit("LCMAPS cannot start, see " + os.environ["LCMAPS_LOG_FILE"])


def account(dn, fqans):
    uid, numbers, text = ctypes.c_uint(), ctypes.c_int(), ctypes.c_void_p()
    failed = lcmaps.lcmaps_run_with_fqans_and_return_account(
        dn, (ctypes.c_char_p * max(1, len(fqans)))(*fqans), len(fqans), None,
        1, (ctypes.c_char_p * 1)(b"site"), ctypes.byref(uid),
        ctypes.byref(ctypes.c_void_p()), ctypes.byref(numbers), ctypes.byref(ctypes.c_void_p()), ctypes.byref(numbers),
        ctypes.byref(text))
    return "-" if failed else pwd.getpwuid(uid.value).pw_name


for line in sys.stdin.buffer:
    dn, _, fqans = line.rstrip(b"\n").partition(b"\t")
    print(account(dn, [fqan for fqan in fqans.split(b",") if fqan]), flush=True)
