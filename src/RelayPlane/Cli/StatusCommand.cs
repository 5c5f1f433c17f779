using System.CommandLine;
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

    private static string Describe(RunningFile running, string health)
    {
        using var json = JsonDocument.Parse(health);
        var root = json.RootElement;
        var uptime = TimeSpan.FromSeconds(root.GetProperty("uptime").GetInt64());
        var reason = root.TryGetProperty("reason", out var why) ? $" ({why.GetString()})" : string.Empty;
        return $"""
            Running   {running.Address} (pid {running.Pid}, version {root.GetProperty("version").GetString()}, up {uptime:d\.hh\:mm\:ss})
            Health    {root.GetProperty("status").GetString()}{reason}
            Calls     {root.GetProperty("calls").GetInt64()} since the start, {root.GetProperty("open").GetInt64()} open, {root.GetProperty("failed").GetInt64()} failed
            Ledger    {root.GetProperty("ledger").GetProperty("written").GetInt64()} written, {root.GetProperty("ledger").GetProperty("pending").GetInt64()} pending, {root.GetProperty("ledger").GetProperty("lost").GetInt64()} lost
            """;
    }
}
