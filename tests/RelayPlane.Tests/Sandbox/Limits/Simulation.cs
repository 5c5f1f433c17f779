using System.Diagnostics;
using System.Globalization;
using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Tests.Sandbox.Limits;

/// <summary>Runs the reference simulation's provider on seeded arrivals and returns what it did, line by line.</summary>
internal static class Simulation
{
    // Prints one line an event. Uniform draws count only where the cache makes them; faults are off.
    private const string Driver =
        """
        import sys, random
        sys.path.insert(0, sys.argv[1])
        from core import Sim, Target, Req
        sem, seed, rpm, itpm, otpm = sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5]), float(sys.argv[6])
        class Rng:
            def __init__(s): s.r = random.Random(seed); s.draws = []
            def random(s):
                x = s.r.random()
                if sys._getframe(1).f_code.co_name == 'uncached': s.draws.append(x)
                return x
            def gauss(s, m, sd):
                x = s.r.gauss(m, sd); s.draws.append(x); return x
        sim = Sim(); rng = Rng(); t = Target(sim, rng, 't', rpm, itpm, otpm, faults={'base': -1}, sem=sem, max_tokens=1024)
        out = []; last = {}; hdr = t.hdr
        def keep(): last['h'] = hdr(); return last['h']
        t.hdr = keep
        def line(kind, q, *more):
            levels = [t.r.lvl, t.rh.lvl, t.i.lvl, t.o.lvl, t.o.drain]
            out.append([kind, q.id, repr(sim.now), *[repr(float(x)) for x in levels], ','.join(map(repr, rng.draws)) or '-', *more]); rng.draws.clear()
        def finish(g):
            try: g.send(None)
            except StopIteration as e: return e.value
        def run(q):
            g = t.attempt(q)
            yield next(g)
            n = t.n_429; y = g.send(None)
            if t.n_429 > n:
                h = last['h']
                line('refuse', q, '', '', repr(float(h['rr'])), repr(float(h['ir'])), repr(float(h['orr']))); mine = out[-1]
                yield y
                o = finish(g); mine[9] = o.kind; mine[10] = o.ra; return
            line('admit', q, repr(float(y)), q.inp, q.out, q.unc)
            yield y
            o = finish(g)
            line('begin', q)
            o.end.wait(lambda v: line('end', q))
        a = random.Random(seed + 1); now = 0.0
        for k in range(400):
            now += a.expovariate(2.0)
            blocks = [a.randrange(4) * 1000 + b for b in range(a.randrange(6))] if k % 3 else []
            q = Req(k, now, 0, a.randrange(80, 6000), 0, a.randrange(5, 900), 600, tuple(blocks))
            sim.at(now, lambda q: (out.append(['ask', q.id, '-', q.inp, q.out, '/'.join(map(str, q.h)) or '-']), sim.spawn(run(q))), q)
        sim.run()
        for x in out: print(*x)
        """;

    public static async Task<IReadOnlyList<string[]>> RunAsync(Semantics semantics, int seed, RateLimits limits, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-B", "-c", Driver, Shared.Path("sim"), semantics == Semantics.Anthropic ? "anthropic" : "openai", Text(seed),
            Text(limits.Requests), Text(limits.InputTokens), Text(limits.OutputTokens),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync(cancel);
        var output = await python.StandardOutput.ReadToEndAsync(cancel);
        await python.WaitForExitAsync(cancel);
        return python.ExitCode == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))]
            : throw new InvalidOperationException(await errors);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
