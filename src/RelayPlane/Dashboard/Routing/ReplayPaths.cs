using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using RelayPlane.Config;
using RelayPlane.Ledger;
using RelayPlane.Replay;

namespace RelayPlane.Dashboard.Routing;

/// <summary>The path that tries another policy on the recorded calls: one at a time, beside the calls that come in, and not for ever.</summary>
/// <param name="machine">Made anew for each question: labels may have taught something meanwhile.</param>
internal sealed class ReplayPaths(Func<TimeMachine> machine, string configPath, TimeProvider clock)
{
    private const int Seed = 1;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Holds the one that replays.</summary>
    private readonly Channel<bool> _turn = Channel.CreateBounded<bool>(1);

    public IReadOnlyList<ApiPath> All =>
    [
        new("POST", "/api/routing/replay", "What another policy would have made of the recorded calls; it changes nothing.", AnswerAsync)
        {
            Body = ReplayJson.Default.ReplayAsk,
            Reply = ReplayJson.Default.ReplayAnswer,
        },
    ];

    private async ValueTask<ApiReply> AnswerAsync(ApiAsk ask)
    {
        if (await ask.BodyAsync(ReplayJson.Default.ReplayAsk) is not { } body)
        {
            return ApiReply.Wrong(ask.Problem ?? "The body is missing.");
        }

        if (!TryRead(body.Since ?? "7d", ask.Now, out var from) || !TryRead(body.Until ?? "0s", ask.Now, out var to))
        {
            return ApiReply.Wrong("since and until take 30m, 24h, 7d, 4w, or a date or time.");
        }

        if (body.Lambda is < 0 or > 100)
        {
            return ApiReply.Wrong("lambda may be a number from 0 to 100.");
        }

        var load = Load(body);
        if (load.Problems.Count > 0)
        {
            return ApiReply.Wrong(string.Join(" ", load.Problems));
        }

        var config = body.Lambda is { } lambda ? Policy.With(load.Config, lambda) : load.Config;
        using var limit = new CancellationTokenSource(Longest, clock);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ask.Http.RequestAborted);
        try
        {
            await _turn.Writer.WriteAsync(true, cancel.Token);
            try
            {
                return ApiReply.Json(ReplayAnswer.Of(await Task.Run(() => machine().Replay(from, to, config, Seed, cancel.Token), cancel.Token)), ReplayJson.Default.ReplayAnswer);
            }
            finally
            {
                _ = _turn.Reader.TryRead(out _);
            }
        }
        catch (OperationCanceledException) when (!ask.Http.RequestAborted.IsCancellationRequested)
        {
            return ApiReply.Wrong(
                $"The replay takes longer than {Longest.TotalSeconds:0} seconds. Ask for a shorter time, or run: relayplane route replay", StatusCodes.Status503ServiceUnavailable);
        }
        catch (SqliteException failure)
        {
            return ApiReply.Wrong($"The database cannot be read: {failure.Message}", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private ConfigLoad Load(ReplayAsk body)
    {
        if (body.Policy is not { ValueKind: not System.Text.Json.JsonValueKind.Null } policy)
        {
            return ConfigFile.Load(configPath);
        }

        return PolicyText.Over(File.Exists(configPath) ? File.ReadAllText(configPath) : string.Empty, policy.GetRawText());
    }

    /// <summary>No time at all back is now.</summary>
    private bool TryRead(string text, DateTimeOffset now, out DateTimeOffset when)
    {
        when = now;
        return text == "0s" || SinceText.TryParse(text, now, clock.LocalTimeZone, out when);
    }
}
