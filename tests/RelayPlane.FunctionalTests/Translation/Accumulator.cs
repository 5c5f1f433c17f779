using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Xunit;

namespace RelayPlane.FunctionalTests.Translation;

/// <summary>The official SDKs' own readers of replies, in Node: many replies in, what an application would have seen out.</summary>
internal static class Accumulator
{
    public static async Task<Dictionary<string, JsonElement>> ReadAsync(IReadOnlyList<(string Id, string Client, bool Stream, string Body)> replies, CancellationToken cancel)
    {
        var folder = Path.Combine(Repository.Root, "tests", "clients", "node");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), $"Run npm ci in {folder}, or ./test, which does.");
        var start = new ProcessStartInfo("node", ["accumulate.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(cancel);
        var output = node.StandardOutput.ReadToEndAsync(cancel);
        foreach (var (id, client, stream, body) in replies)
        {
            await node.StandardInput.WriteLineAsync(Line(id, client, stream, body));
        }

        node.StandardInput.Close();
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await node.WaitForExitAsync(cancel);
        Assert.True(node.ExitCode == 0, await errors);
        return lines.Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(seen => seen.GetProperty("id").GetString()!);
    }

    private static string Line(string id, string client, bool stream, string body)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("client", client);
            json.WriteBoolean("stream", stream);
            json.WriteString("body", body);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
