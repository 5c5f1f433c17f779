using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RelayPlane.Config;
using RelayPlane.Hosting;

namespace RelayPlane.Cli;

/// <summary><c>relayplane status</c>: whether a gateway runs, where, and how it is.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var asJson = new Option<bool>("--json") { Description = "Print what /health says." };
        var command = new Command("status", "Say whether a gateway is running, and how it is.") { asJson };
        command.SetAction(async (parsed, cancel) =>
        {
            var home = Home.Find();
            var running = RunningFile.Read(home.PidPath);
            var health = running is null ? null : await RunningGateway.HealthAsync(running, cancel);
            if (health is null)
            {
                Console.WriteLine(parsed.GetValue(asJson) ? "{\"status\":\"stopped\"}" : "Stopped. Start it with: relayplane start");
                return ExitCodes.Failed;
            }

            Console.WriteLine(parsed.GetValue(asJson) ? health : Describe(running!, health));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <param name="health">What <c>/health</c> said.</param>
    internal static string Describe(RunningFile running, string health)
    {
        using var json = JsonDocument.Parse(health);
        var root = json.RootElement;
        var uptime = TimeSpan.FromSeconds(root.GetProperty("uptime").GetInt64());
        var reason = root.TryGetProperty("reason", out var why) ? $" ({why.GetString()})" : string.Empty;
        return $"""
            Running   {running.Address} (pid {running.Pid}, version {root.GetProperty("version").GetString()}, up {uptime:d\.hh\:mm\:ss})
            Health    {root.GetProperty("status").GetString()}{reason}
            Calls     {root.GetProperty("calls").GetInt64()} since the start, {root.GetProperty("open").GetInt64()} open, {root.GetProperty("failed").GetInt64()} failed
            Ledger    {root.GetProperty("ledger").GetProperty("written").GetInt64()} written, {root.GetProperty("ledger").GetProperty("pending").GetInt64()} pending, {root.GetProperty("ledger").GetProperty("lost").GetInt64()} lost{Pacing(root)}
            """;
    }

    /// <summary>What waits, and the keys and targets that take no calls; nothing while all is well.</summary>
    private static string Pacing(JsonElement root)
    {
        var text = new StringBuilder();
        if (root.TryGetProperty("waiting", out var waiting) && waiting.GetInt32() is > 0 and var calls)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nWaiting   {calls} {(calls == 1 ? "call" : "calls")} for a turn; see relayplane limits");
        }

        JsonElement[] lanes = root.TryGetProperty("lanes", out var all) ? [.. all.EnumerateArray()] : [];
        foreach (var lane in lanes)
        {
            var until = lane.TryGetProperty("until", out var end) ? $" until {end.GetDateTimeOffset().UtcDateTime:u}" : string.Empty;
            var reason = lane.TryGetProperty("reason", out var why) ? $": {StatsText.Name(why.GetString()!)}" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"\nTrouble   {Word(lane, "provider")} {Word(lane, "class")}, key {Word(lane, "key")}, is {Word(lane, "state")}{until}{reason}");
        }

        return text.ToString();
    }

    private static string Word(JsonElement lane, string name) => StatsText.Name(lane.GetProperty(name).GetString()!);
}
