using System.Text.Json;
using System.Text.Json.Serialization;
using RelayPlane.Config;

namespace RelayPlane.Admission.Budgets;

/// <summary>From when on budgets count anew because somebody said so (<c>relayplane budget reset</c>). Kept in <c>budgets.json</c>; nothing in it changes after it was made.</summary>
internal sealed record BudgetResets(IReadOnlyList<BudgetReset> Resets)
{
    /// <summary>Longer than any window but a session's.</summary>
    private const int KeptDays = 90;

    public static BudgetResets None { get; } = new([]);

    /// <summary>The moment, in Unix milliseconds, before which nothing counts; 0 for always.</summary>
    public long Of(BudgetPeriod period, LineKey line)
    {
        long latest = 0;
        foreach (var reset in Resets)
        {
            if (reset.Period == period && (reset.Scope is null || new LineKey(reset.Scope.Value, reset.Name ?? string.Empty) == line))
            {
                latest = Math.Max(latest, reset.At);
            }
        }

        return latest;
    }

    /// <summary>Where the part of a minute began that this moment is in: a reset splits its minute.</summary>
    public long From(DateTimeOffset at, long minute)
    {
        var moment = at.ToUnixTimeMilliseconds();
        foreach (var reset in Resets)
        {
            minute = reset.At <= moment ? Math.Max(minute, reset.At) : minute;
        }

        return minute;
    }

    public BudgetResets With(IEnumerable<BudgetReset> more, DateTimeOffset now)
    {
        BudgetReset[] added = [.. more];
        var oldest = now.AddDays(-KeptDays).ToUnixTimeMilliseconds();
        return new([.. Resets.Where(old => old.At >= oldest && !added.Any(reset => reset.Period == old.Period && reset.Scope == old.Scope && reset.Name == old.Name)), .. added]);
    }

    /// <summary>Nothing where there is no such file, or none that can be read, and then <paramref name="notice"/> says so.</summary>
    public static BudgetResets Read(string path, Action<string> notice)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), BudgetResetsJson.Default.BudgetResets) is { Resets: not null } read ? read : None;
        }
        catch (Exception thrown) when (thrown is FileNotFoundException or DirectoryNotFoundException)
        {
            return None;
        }
        catch (Exception thrown) when (thrown is JsonException or IOException or UnauthorizedAccessException)
        {
            notice($"{path} cannot be read, so budgets count again what was reset: {thrown.Message}");
            return None;
        }
    }

    public void Write(string path) => ConfigFile.Write(path, JsonSerializer.Serialize(this, BudgetResetsJson.Default.BudgetResets));
}

/// <summary>One reset.</summary>
/// <param name="Period">Of which budgets.</param>
/// <param name="Scope">Whose; null for all, together and apart.</param>
/// <param name="Name">The agent, session, client or model; null for all.</param>
/// <param name="At">In Unix milliseconds.</param>
internal sealed record BudgetReset(BudgetPeriod Period, BudgetScope? Scope, string? Name, long At);

/// <summary>Reads and writes the file without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BudgetResets))]
internal sealed partial class BudgetResetsJson : JsonSerializerContext;
