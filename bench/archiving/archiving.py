"""What an archive_command costs, as the server's archiver runs it: one after the other, the oldest first.

archiving.py ROOT PLACE [RUNS]   ROOT is the checkout, PLACE an empty folder of whoever runs this, who is not root
    SEGMENTS=48   full segments of pgbench's WAL, 16 MiB each
    STREAMS=4     WALG_UPLOAD_CONCURRENCY
    BIN=/usr/lib/postgresql/15/bin
    WALG=/path    a wal-g to compare with
CPU is user and system of every process there was: of each call with its children, and of the uploader.
"""
import os, resource, shutil, statistics, subprocess, sys, time

root, place = sys.argv[1], sys.argv[2]
runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
segments = int(os.environ.get("SEGMENTS", 48))
streams = os.environ.get("STREAMS", "4")
bin_ = os.environ.get("BIN", "/usr/lib/postgresql/15/bin")
tick = os.sysconf("SC_CLK_TCK")
data = place + "/data"
status = data + "/pg_wal/archive_status"


def run(*command, **more):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)


def make():
    """A server whose archiving fails leaves all of its WAL ready; then it is stopped, and this program stands for it."""
    run(bin_ + "/initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync")
    with open(data + "/postgresql.conf", "a") as conf:
        conf.write("archive_mode=on\narchive_command='exit 1'\nlisten_addresses=''\nfsync=off\nmax_wal_size=4GB\n"
                   f"unix_socket_directories='{place}'\nwal_compression=off\n")
    run(bin_ + "/pg_ctl", "-D", data, "-l", place + "/log", "-w", "start")
    try:
        run(bin_ + "/pgbench", "-h", place, "-U", "postgres", "-i", "-s", "40", "-q", "postgres", stderr=subprocess.DEVNULL)
        while len(os.listdir(status)) <= segments:
            run(bin_ + "/pgbench", "-h", place, "-U", "postgres", "-n", "-c", "4", "-T", "5", "postgres", stderr=subprocess.DEVNULL)
    finally:
        run(bin_ + "/pg_ctl", "-D", data, "-m", "immediate", "stop")
    return sorted(name[:-6] for name in os.listdir(status) if name.endswith(".ready"))[:segments]


def cpu_of(pid):
    try:
        fields = open(f"/proc/{pid}/stat").read().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])) / tick
    except OSError:
        return 0.0


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def archive(names, command, environment, spool):
    """Wall seconds, CPU seconds, the wall of each call; the uploader's start and end are in the CPU and not in the wall of the calls."""
    for name in os.listdir(status):
        os.remove(status + "/" + name)
    for name in names:
        open(f"{status}/{name}.ready", "w").close()
    open(data + "/postmaster.pid", "w").write(f"{os.getpid()}\n")
    used, began, calls = children(), time.monotonic(), []
    for name in names:
        before = time.monotonic()
        run("sh", "-c", command.replace("%p", "pg_wal/" + name).replace("%f", name), cwd=data, env=environment, stderr=subprocess.DEVNULL)
        calls.append(time.monotonic() - before)
        os.rename(f"{status}/{name}.ready", f"{status}/{name}.done")
    wall, cpu = time.monotonic() - began, children() - used
    if spool:
        cpu += cpu_of(open(spool + "/upload.pid").read().strip())
    os.remove(data + "/postmaster.pid")
    return wall, cpu, calls


def hit(names, command, environment, spool):
    """Calls for what is acknowledged already: the uploader has had the time to be ahead."""
    for name in names:
        os.rename(f"{status}/{name}.done", f"{status}/{name}.ready")
    open(data + "/postmaster.pid", "w").write(f"{os.getpid()}\n")
    first = names[0]
    run("sh", "-c", command.replace("%p", "pg_wal/" + first), cwd=data, env=environment, stderr=subprocess.DEVNULL)
    while len(os.listdir(spool + "/told")) < len(names):
        time.sleep(0.1)
    used, calls = children(), []
    for name in names:
        before = time.monotonic()
        run("sh", "-c", command.replace("%p", "pg_wal/" + name), cwd=data, env=environment)
        calls.append(time.monotonic() - before)
    os.remove(data + "/postmaster.pid")
    return statistics.median(calls), (children() - used) / len(names)


def end(spool):
    pid = open(spool + "/upload.pid").read().strip()
    while os.path.exists(f"/proc/{pid}"):
        time.sleep(0.1)


names = make()
mebibytes = len(names) * 16
base = {"PATH": os.environ["PATH"], "HOME": place, "WALG_COMPRESSION_METHOD": "lz4", "WALG_UPLOAD_CONCURRENCY": streams}
tools = [("spool", None), ("walkback wal push", f'{root}/scripts/walkback wal push "%p"')]
if os.environ.get("WALG"):
    tools.append(("wal-g", os.environ["WALG"] + ' wal-push "%p"'))
seen = {name: [] for name, _ in tools}
hits = []
for _ in range(runs):
    for tool, command in tools:
        archive_ = place + "/archive"
        shutil.rmtree(archive_, ignore_errors=True)
        os.mkdir(archive_)
        shutil.rmtree(data + "/pg_wal/walg_data", ignore_errors=True)
        environment = dict(base, WALG_FILE_PREFIX=archive_)
        spool = None
        if tool == "spool":
            spool = place + "/spool"
            made = subprocess.run([root + "/scripts/walkback", "wal", "push", "--spool", spool, "--plain"], env=environment,
                                  check=True, capture_output=True, text=True).stdout
            command = made.strip().split("\t")[2]
            environment = {"PATH": os.environ["PATH"]}
        count = names if spool else names[:12]
        wall, cpu, calls = archive(count, command, environment, spool)
        seen[tool].append((wall / len(count), cpu / len(count), statistics.median(calls), len(count)))
        if spool:
            end(spool)
            hits.append(hit(names, command, environment, spool))
            end(spool)
print(f"{len(names)} segments, {mebibytes} MiB; {streams} streams; medians of {runs}, load {os.getloadavg()[0]:.1f}")
for tool, rows in seen.items():
    wall, cpu, call = (statistics.median(row[i] for row in rows) for i in range(3))
    print(f"{tool:20} {wall * 1000:7.1f} ms a segment = {16 / wall:6.1f} MiB/s   cpu {cpu * 1000:6.1f} ms a segment   median call {call * 1000:6.1f} ms")
print(f"{'spool, acknowledged':20} {statistics.median(h[0] for h in hits) * 1000:7.1f} ms a call   cpu {statistics.median(h[1] for h in hits) * 1000:6.1f} ms")
