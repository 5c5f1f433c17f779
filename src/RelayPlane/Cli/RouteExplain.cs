using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Admission;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Replay;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Cli;

/// <summary><c>relayplane route explain FILE|CALL-ID</c>: why a call goes where it goes. It reads the config, needs no gateway, and sends nothing.</summary>
internal sealed class RouteExplain(Func<string, string?> environment, TimeProvider clock, Func<Stream> input)
{
    /// <summary>Standard input, as everywhere.</summary>
    private const string Input = "-";

    private readonly Argument<string> _what = new("file|call-id") { Description = "A file with the body of a request, or - for standard input; or the id of a call that was made, its beginning, or: last" };
    private readonly Option<string> _endpoint = new("--endpoint") { Description = "What the body is a call of, as messages or chat_completions; default: what it looks like", DefaultValueFactory = _ => string.Empty };
    private readonly Option<string[]> _headers = new("--header", "-H") { Description = "A header of the request, as 'name: value'; may be given several times", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _client = new("--client") { Description = "The name of the client that calls" };
    private readonly Option<string?> _agent = new("--agent") { Description = "The name of the agent that calls" };
    private readonly Option<string?> _session = new("--session") { Description = "The name of the session" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON for a program" };

    /// <param name="input">Where <c>-</c> reads; standard input where not given.</param>
    public static Command Create(Func<string, string?> environment, TimeProvider clock, Func<Stream>? input = null) =>
        new RouteExplain(environment, clock, input ?? Console.OpenStandardInput).Command();

    private Command Command()
    {
        Command command = new("explain", "Tell why a call goes to the model that it goes to") { _what, _endpoint, _headers, _client, _agent, _session, _json };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                return parsed.GetValue(_what) is Input || File.Exists(parsed.GetValue(_what)) ? Body(parsed, output, error) : Made(parsed, output, error);
            }
            catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                error.WriteLine($"Cannot read it: {failure.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    private int Body(ParseResult parsed, TextWriter output, TextWriter error)
    {
        var home = Home.Find(environment);
        var load = ConfigFile.Load(home.ConfigPath);
        if (load.Problems.Count > 0)
        {
            error.WriteLine($"{home.ConfigPath} has problems, so no gateway would route by it. See: relayplane config check");
            return ExitCodes.Failed;
        }

        var read = ExplainedCall.Of(Read(parsed.GetValue(_what)!), parsed.GetValue(_endpoint)!, parsed.GetValue(_headers)!, clock.GetUtcNow());
        if (!read.TryGet(out var call, out var refusal))
        {
            error.WriteLine(refusal.Message);
            return ExitCodes.Failed;
        }

        // As a gateway on this machine would build it. Nothing is measured here, so what goes by live figures goes as in one that has just begun.
        var learned = RoutingFile.Read(home.RoutingPath, out _) ?? Learned.Nothing;
        var router = new PolicyFrom(PricesHere.Find(environment).Book, learned, environment, clock).Config(load.Config).Router;
        var trace = RouteTrace.Of(router, call, new CallerNames(parsed.GetValue(_client), parsed.GetValue(_agent), parsed.GetValue(_session)));
        var score = call.Endpoint.RunsModel() && call.Endpoint is not (Endpoint.Embeddings or Endpoint.EmbedContent or Endpoint.BatchEmbedContents) ? CallScore.Of(call) : null;
        var endpoint = $"{WireNames.Of(call.Endpoint)}, {(parsed.GetValue(_endpoint) is { Length: > 0 } ? "as --endpoint says" : "by what the body looks like; --endpoint says another")}";
        Explained explained = new(endpoint, trace, score, Explained.WaitsFor(load.Config, learned, trace.Plan));
        Print(output, parsed.GetValue(_json) ? [ExplainJson.Of(explained)] : ExplainText.Of(explained));
        return ExitCodes.Done;
    }

    private int Made(ParseResult parsed, TextWriter output, TextWriter error)
    {
        var (home, what) = (Home.Find(environment), parsed.GetValue(_what)!.Trim());
        CallsReader calls = new(home.DatabasePath, new AgentNames(home.AgentNamesPath, clock).Of);
        var found = CallSearch.Of(what, calls);
        if (found.Call is not { } call)
        {
            error.WriteLine(IsId(what) || calls.Beginning(what, 1).Count > 0 ? $"There is no such file. {found.Trouble}" : $"There is no file '{CallWords.Clean(what)}', and no call has such an id.");
            return ExitCodes.Failed;
        }

        var score = MadeScore.Of(call, ConfigFile.Load(home.ConfigPath).Config, RoutingFile.Read(home.RoutingPath, out _) ?? Learned.Nothing);
        Print(output, parsed.GetValue(_json) ? [ExplainJson.Of(call, score)] : ExplainMadeText.Of(call, score));
        return ExitCodes.Done;
    }

    /// <summary>Whether it could be a call's id, or the beginning of one; the nearest calls are of no use to who has mistaken a file's name.</summary>
    private static bool IsId(string text) => text is "last" || text.All(letter => char.IsAsciiHexDigit(letter) || letter == '-');

    private byte[] Read(string what)
    {
        if (what != Input)
        {
            return File.ReadAllBytes(what);
        }

        using var stream = input();
        using MemoryStream body = new();
        stream.CopyTo(body);
        return body.ToArray();
    }

    private static void Print(TextWriter output, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.WriteLine(line);
        }
    }
}
