#!/usr/bin/env python3
"""Real recoveries of the same WAL, each restore_command in turn: wall, redo, CPU of every process (detached ones too), MB/s.

  recovery.py ROOT FOLDER RUNS          called by bench/run recovery; RUNS make only makes what is recovered
  SEGMENTS=40 SCALE=30                  how much WAL, and of how large a pgbench
  WALG=/path/to/wal-g                   measured beside ours
  RTT=0.02                              of the S3 line; S3=no leaves S3 out
Run by root, everything but the S3 server is done as postgres.
"""
import ctypes, os, re, resource, shutil, signal, socket, statistics, subprocess, sys, threading, time

ROOT, FOLDER = sys.argv[1], sys.argv[2]
RUNS = 0 if sys.argv[3] == 'make' else int(sys.argv[3])
SEGMENTS, SCALE = int(os.environ.get('SEGMENTS', 40)), int(os.environ.get('SCALE', 30))
WALG, RTT = os.environ.get('WALG', ''), float(os.environ.get('RTT', 0.02))
BIN = os.environ.get('PGBIN') or max(
    (d for d in map(lambda v: '/usr/lib/postgresql/%s/bin' % v, range(13, 30)) if os.path.exists(d + '/initdb')), default='')
DATA, RAW, ARCHIVE, BASE = (FOLDER + '/' + name for name in ('data', 'raw', 'archive', 'base'))
SPOOL = DATA + '.wal'
LAUNCHER = ROOT + '/scripts/walkback'
PORT = 5597


def run(*command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more).stdout


def sql(statement):
    return run(BIN + '/psql', '-h', FOLDER, '-p', str(PORT), '-XqAt', 'postgres', '-c', statement).strip()


def make():
    if os.path.exists(FOLDER + '/made'):
        return
    os.makedirs(RAW)
    os.makedirs(ARCHIVE + '/wal_005')
    source = FOLDER + '/source'
    run(BIN + '/initdb', '-D', source, '-k', '-A', 'trust')
    with open(source + '/postgresql.conf', 'a') as conf:
        conf.write("\nport=%d\nlisten_addresses=''\nunix_socket_directories='%s'\nwal_level=replica\narchive_mode=on\n"
                   "archive_command='cp %%p %s/%%f'\ncheckpoint_timeout=2min\nmax_wal_size=4GB\nshared_buffers=256MB\nfsync=off\n"
                   % (PORT, FOLDER, RAW))
    run(BIN + '/pg_ctl', '-D', source, '-w', '-l', FOLDER + '/source.log', 'start')
    bench = ['pgbench', '-h', FOLDER, '-p', str(PORT)]
    run(*bench, '-i', '-q', '-s', str(SCALE), 'postgres')
    run(BIN + '/pg_basebackup', '-h', FOLDER, '-p', str(PORT), '-D', BASE, '-X', 'none', '-c', 'fast')
    before = len(os.listdir(RAW))
    while len(os.listdir(RAW)) < before + SEGMENTS:
        run(*bench, '-c', '4', '-T', '3', 'postgres')
    with open(FOLDER + '/rows', 'w') as rows:
        rows.write(sql('select count(*) from pgbench_history'))
    sql('select pg_switch_wal()')
    run(BIN + '/pg_ctl', '-D', source, '-w', '-m', 'fast', 'stop')
    for name in os.listdir(RAW):
        if len(name) == 24:
            run('lz4', '-q', '-1', '-f', RAW + '/' + name, ARCHIVE + '/wal_005/' + name + '.lz4')
    open(FOLDER + '/made', 'w').close()


def recover(command, prepare=None):
    for place in (DATA, SPOOL):
        shutil.rmtree(place, ignore_errors=True)
    run('cp', '-a', BASE, DATA)
    if prepare:
        command = prepare() or command
    with open(DATA + '/postgresql.conf', 'a') as conf:
        conf.write("\narchive_mode=off\nhot_standby=off\nfsync=on\nshared_buffers=512MB\nrecovery_target_timeline='current'\n"
                   "restore_command='%s'\n" % command.replace("'", "''"))
    open(DATA + '/recovery.signal', 'w').close()
    os.sync()
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    name = FOLDER + '/server.log'
    with open(name, 'w') as log:
        server = subprocess.Popen([BIN + '/postgres', '-D', DATA], stdout=log, stderr=log, cwd=DATA)
    while 'ready to accept connections' not in open(name).read():
        if server.poll() is not None or time.time() - began > 600:
            sys.exit(open(name).read())
        time.sleep(0.01)
    wall = time.time() - began
    rows, expected = sql('select count(*) from pgbench_history'), open(FOLDER + '/rows').read()
    if rows != expected:
        sys.exit('%s rows instead of %s with %s' % (rows, expected, command))
    server.send_signal(signal.SIGINT)
    server.wait()
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = open(name).read()
    redo = float(re.search(r'redo done at .* elapsed: ([0-9.]+) s', text).group(1))
    restored = text.count('restored log file')
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, redo, cpu, restored * 16.777 / redo


def into_pg_wal():
    for name in os.listdir(RAW):
        if len(name) == 24:
            shutil.copy(RAW + '/' + name, DATA + '/pg_wal/' + name)


def guard(settings):
    java = run('sh', ROOT + '/scripts/jdk').strip() + '/bin/java'
    words = [java, '-cp', ROOT + '/shell/target/dist/lib/*', ROOT + '/bench/recovery/WriteGuard.java', SPOOL, LAUNCHER]
    return lambda: run(*words, *['%s=%s' % pair for pair in settings.items()]).strip()


class Line(threading.Thread):
    """A TCP line that brings every byte RTT/2 late, however many are on it."""

    def __init__(self, target):
        super().__init__(daemon=True)
        self.target, self.door = target, socket.create_server(('127.0.0.1', 0), backlog=200)
        self.port = self.door.getsockname()[1]

    def run(self):
        while True:
            client, _ = self.door.accept()
            server = socket.create_connection(('127.0.0.1', self.target))
            for one, other in ((client, server), (server, client)):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self.pass_on, args=(one, other), daemon=True).start()

    def pass_on(self, source, sink):
        import queue
        late = queue.Queue(maxsize=4096)

        def write():
            while True:
                due, data = late.get()
                time.sleep(max(0, due - time.monotonic()))
                try:
                    if not data:
                        sink.shutdown(socket.SHUT_WR)
                        return
                    sink.sendall(data)
                except OSError:
                    return
        threading.Thread(target=write, daemon=True).start()
        while True:
            try:
                data = source.recv(1 << 18)
            except OSError:
                data = b''
            late.put((time.monotonic() + RTT / 2, data))
            if not data:
                return


def end_with(pid):
    while os.path.exists('/proc/%d' % pid):
        time.sleep(0.5)
    os._exit(0)


def line():
    """In a process that is nobody's child, so that its CPU is not the recovery's; it ends with us."""
    target, us = int(os.environ['S3PORT']), os.getpid()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        if os.fork() != 0:
            os._exit(0)
        threading.Thread(target=end_with, args=(us,), daemon=True).start()
        proxy = Line(target)
        os.write(writer, str(proxy.port).encode())
        os.close(writer)
        proxy.run()
    os.waitpid(child, 0)
    os.close(writer)
    return int(os.read(reader, 10))


def timed(times, *command, env=None):
    spent = []
    for _ in range(times):
        began = time.time()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(env or {})})
        spent.append((time.time() - began) * 1000)
    return '%5.1f ms (%.1f to %.1f)' % (statistics.median(spent), min(spent), max(spent))


def starts(s3):
    files = {'WALG_FILE_PREFIX': ARCHIVE, 'WALG_DOWNLOAD_CONCURRENCY': '1'}
    spool = FOLDER + '/spool'
    shutil.rmtree(spool, ignore_errors=True)
    java = run('sh', ROOT + '/scripts/jdk').strip() + '/bin/java'
    run(java, '-cp', ROOT + '/shell/target/dist/lib/*', ROOT + '/bench/recovery/WriteGuard.java', spool, LAUNCHER)
    hits = []
    for i in range(40):
        open('%s/ready/%024X' % (spool, i), 'w').close()
        began = time.time()
        subprocess.run(['sh', spool + '/fetch', '%024X' % i, FOLDER + '/hit'], check=True)
        hits.append((time.time() - began) * 1000)
    print('hit, the script and a rename          %5.1f ms (%.1f to %.1f)' % (statistics.median(hits), min(hits), max(hits)))
    absent = '0000000100000000000000FE'
    for what, env in [('local', files)] + ([('S3', s3[0]), ('S3 behind %d ms' % (RTT * 1000), s3[1])] if s3 else []):
        timed(1, LAUNCHER, 'wal', 'fetch', absent, FOLDER + '/none', env=env)
        print('miss, wal fetch, %-20s %s' % (what, timed(11, LAUNCHER, 'wal', 'fetch', absent, FOLDER + '/none', env=env)))
        if WALG:
            print('miss, wal-g wal-fetch, %-14s %s' % (what, timed(11, WALG, 'wal-fetch', absent, FOLDER + '/none', env=env)))


def main():
    make()
    if RUNS == 0:
        return
    s3 = None
    if os.environ.get('S3PORT'):
        near = {'WALG_S3_PREFIX': 's3://wal/archive', 'AWS_ENDPOINT': 'http://127.0.0.1:' + os.environ['S3PORT'],
                'AWS_REGION': 'us-east-1', 'AWS_S3_FORCE_PATH_STYLE': 'true', 'AWS_ACCESS_KEY_ID': 'testkey',
                'AWS_SECRET_ACCESS_KEY': 'testsecret', 'WALG_DOWNLOAD_CONCURRENCY': '10'}
        s3 = near, {**near, 'AWS_ENDPOINT': 'http://127.0.0.1:%d' % line()}
    # from here on whoever is orphaned comes to us, and with it what it used
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
    starts(s3)
    ways = [('WAL in pg_wal', 'false', into_pg_wal), ('cp', 'cp %s/%%f "%%p"' % RAW, None),
            ('walkback, files', 'made with its spool', guard({'WALG_FILE_PREFIX': ARCHIVE}))]
    if WALG:
        ways.append(('wal-g, files', 'WALG_FILE_PREFIX=%s %s wal-fetch %%f "%%p"' % (ARCHIVE, WALG), None))
    if s3:
        ways.append(('walkback, S3', 'made with its spool', guard(s3[1])))
        if WALG:
            env = ' '.join('%s=%s' % pair for pair in s3[1].items())
            ways.append(('wal-g, S3', '%s %s wal-fetch %%f "%%p"' % (env, WALG), None))
    found = {name: [] for name, _, _ in ways}
    for _ in range(RUNS):
        for name, command, prepare in ways:
            found[name].append(recover(command, prepare))
            print('%-16s %s' % (name, ' '.join('%.2f' % number for number in found[name][-1])), file=sys.stderr, flush=True)
    limit = statistics.median(each[2] for each in found['WAL in pg_wal'])
    for name, each in found.items():
        wall, redo, cpu, rate = (statistics.median(column) for column in zip(*each))
        print('%-16s wall s %5.2f   redo s %5.2f (%s)   cpu s %5.2f (x%.2f)   MB/s %4.0f (best %4.0f)' % (
            name, wall, redo, ' '.join('%.2f' % one[1] for one in each), cpu, cpu / limit, rate, max(one[3] for one in each)))


main()
