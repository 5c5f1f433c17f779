namespace RelayPlane.Benchmarks.Pacing;

/// <summary>Makes a scenario's arrivals of a trace: gathers them into waves, and says which agent sends each. Seeded; as <c>sim/run.py</c> does it.</summary>
internal static class Arrivals
{
    private const double HalfWave = 180;
    private const double ZipfExponent = 1.1;

    public static IReadOnlyList<Arrival> Of(Scenario scenario, IReadOnlyList<TracedCall> trace, int seed)
    {
        var random = new Random(1000 * seed + 17);
        var sessions = new Dictionary<(long, long), int>();
        var arrivals = new List<Arrival>(trace.Count);
        foreach (var call in trace)
        {
            int agent;
            if (scenario.Flood > 0)
            {
                agent = random.NextDouble() < scenario.Flood ? 0 : 1 + random.Next(Arrival.Agents - 1);
            }
            else if (call.Blocks.Count > 0)
            {
                // The first two blocks stand for the session: an agent's system prompt and task.
                var session = (call.Blocks[0], call.Blocks.Count > 1 ? call.Blocks[1] : -1);
                agent = sessions.TryGetValue(session, out var known) ? known : sessions[session] = Zipf(random);
            }
            else
            {
                agent = Zipf(random);
            }

            var at = scenario.Modulation > 0 ? Warp(call.At, scenario.Modulation) : call.At;
            arrivals.Add(new Arrival(arrivals.Count, at, agent, Math.Max(1, call.Input), Math.Max(1, call.Output), call.Blocks));
        }

        return arrivals;
    }

    private static int Zipf(Random random)
    {
        var total = 0.0;
        for (var rank = 1; rank <= Arrival.Agents; rank++)
        {
            total += Math.Pow(rank, -ZipfExponent);
        }

        var drawn = random.NextDouble() * total;
        for (var agent = 0; agent < Arrival.Agents; agent++)
        {
            drawn -= Math.Pow(agent + 1, -ZipfExponent);
            if (drawn <= 0)
            {
                return agent;
            }
        }

        return Arrival.Agents - 1;
    }

    // Within each wave the first half carries (1 + modulation) / 2 of the arrivals; their order stays.
    private static double Warp(double at, double modulation)
    {
        const double Wave = 2 * HalfWave;
        var wave = Math.Floor(at / Wave);
        var part = at / Wave - wave;
        var busy = (1 + modulation) / 2;
        return wave * Wave + (part < busy ? part / busy * HalfWave : HalfWave + (part - busy) / (1 - busy) * HalfWave);
    }
}
