using System.Text.Json;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>Every figure as JSON: scenario → its figures (with several seeds their mean), and under <c>seeds</c> each run with its gates.</summary>
internal static class PacingJson
{
    public static void Write(string file, IReadOnlyList<Figures> runs)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        foreach (var scenario in runs.GroupBy(run => run.Scenario.Name))
        {
            json.WriteStartObject(scenario.Key);
            foreach (var name in scenario.SelectMany(run => run.Values.Keys).Distinct())
            {
                var told = scenario.Select(run => run[name]).OfType<double>().Where(value => !double.IsNaN(value)).ToList();
                WriteNumber(json, name, told.Count == scenario.Count() ? told.Average() : null);
            }

            json.WriteStartArray("seeds");
            foreach (var run in scenario)
            {
                WriteRun(json, run);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, Figures run)
    {
        json.WriteStartObject();
        json.WriteNumber("seed", run.Seed);
        foreach (var (name, value) in run.Values)
        {
            WriteNumber(json, name, value);
        }

        json.WriteBoolean("counts_agree", run.CountsAgree);
        json.WriteStartArray("doubts");
        foreach (var doubt in run.Doubts)
        {
            json.WriteStringValue(doubt);
        }

        json.WriteEndArray();
        json.WriteStartArray("gates");
        foreach (var gate in Gates.Of(run))
        {
            json.WriteStartObject();
            json.WriteString("gate", gate.Name);
            json.WriteString("what", gate.What);
            WriteNumber(json, "value", gate.Value);
            json.WriteNumber("bound", gate.Bound);
            json.WriteString("verdict", gate.Verdict);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, Math.Round(number, 6));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
