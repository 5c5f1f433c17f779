using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Upstream;

namespace RelayPlane.Cli;

/// <summary><c>relayplane pricing update</c>: fetches a newer price table when it is told to, and never by itself. What cannot be true is not taken, and the old prices then stay.</summary>
internal static class PricingUpdate
{
    /// <summary>What the genai-prices project publishes.</summary>
    private const string Usual = "https://raw.githubusercontent.com/pydantic/genai-prices/refs/heads/main/prices/new_data/v2/data.json";

    private const int MostBytes = 64 << 20;

    /// <summary>A table with fewer providers than this share of the old one's is a torn one.</summary>
    private const decimal LeastProviders = 0.8m;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static Command Create(TimeProvider clock, Func<string, string?> environment)
    {
        Option<Uri> url = new("--url") { Description = "Where to fetch it from, instead of the genai-prices project", CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) ? uri : null };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.Tokens is [var token, ..] ? token.Value : null, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                result.AddError("--url takes an address that begins with https:// or http://.");
            }
        });
        Option<FileInfo> file = new("--file") { Description = "A file to take it from, in our schema or genai-prices'" };
        Option<bool> force = new("--force") { Description = "Take it even though a rate is ten times what it was, or a tenth" };
        var command = new Command("update", "Fetch a newer price table. Nothing does this by itself.") { url, file, force };
        command.SetAction(async (parsed, cancel) =>
        {
            var here = PricesHere.Find(environment);
            try
            {
                var json = parsed.GetValue(file) is { } local
                    ? await File.ReadAllBytesAsync(local.FullName, cancel)
                    : await FetchAsync(parsed.GetValue(url) ?? new Uri(Usual), cancel);
                var now = clock.GetUtcNow();
                var next = PriceSource.Read(json, now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                var changes = PriceChanges.Between(here.Table, next.Table, now);
                if (Objection(here.Table, next.Table, changes, parsed.GetValue(force)) is { } objection)
                {
                    return Keep(parsed, here, objection);
                }

                Write(here.Path, next.Json);
                Tell(parsed.InvocationConfiguration.Output, here.Path, next, changes);
                return ExitCodes.Done;
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or HttpRequestException or OperationCanceledException)
            {
                return Keep(parsed, here, e is OperationCanceledException ? "it took too long" : e.Message);
            }
        });
        return command;
    }

    private static int Keep(ParseResult parsed, PricesHere here, string reason)
    {
        parsed.InvocationConfiguration.Error.WriteLine($"The prices stay as they are, of {here.Table.Date ?? "an unknown date"}: {reason.TrimEnd('.')}.");
        return ExitCodes.Failed;
    }

    private static string? Objection(PriceTable old, PriceTable next, PriceChanges changes, bool force) =>
        next.Providers.Count < old.Providers.Count * LeastProviders ? $"the new table has {next.Providers.Count} providers, and the one in force {old.Providers.Count}"
        : changes.Leaps.Count > 0 && !force ? $"rates moved tenfold or more, which --force accepts: {string.Join("; ", changes.Leaps.Take(10))}{(changes.Leaps.Count > 10 ? "; …" : string.Empty)}"
        : null;

    private static async Task<byte[]> FetchAsync(Uri address, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        var connections = Connections.Open();
        connections.AllowAutoRedirect = true;
        using var client = new HttpClient(connections) { MaxResponseContentBufferSize = MostBytes };
        using var reply = await client.GetAsync(address, patience.Token);
        return reply.IsSuccessStatusCode
            ? await reply.Content.ReadAsByteArrayAsync(patience.Token)
            : throw new HttpRequestException($"{address.Host} answered {(int)reply.StatusCode}");
    }

    private static void Write(string path, byte[] json)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Home.CreateFolder(folder);
        }

        if (File.Exists(path))
        {
            File.Copy(path, Path.ChangeExtension(path, ".previous.json"), overwrite: true);
        }

        ConfigFile.Write(path, Encoding.UTF8.GetString(json));
    }

    private static void Tell(TextWriter output, string path, PriceSource next, PriceChanges changes)
    {
        output.WriteLine($"Wrote {path}: {next.Table.Providers.Count} providers, of {next.Table.Date ?? "an unknown date"}. A running gateway takes it within seconds; calls of the past keep their cost.");
        List(output, "Changed", changes.Changed);
        List(output, "Added", changes.Added);
        List(output, "Removed", changes.Removed);
        if (next.Unknown.Count > 0)
        {
            output.WriteLine($"Not known here, and not charged: {string.Join(", ", next.Unknown)}");
        }
    }

    private static void List(TextWriter output, string what, IReadOnlyList<string> lines)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {(lines.Count == 0 ? "nothing" : lines.Count.ToString("N0", CultureInfo.InvariantCulture))}"));
        foreach (var line in lines)
        {
            output.WriteLine($"  {line}");
        }
    }
}
