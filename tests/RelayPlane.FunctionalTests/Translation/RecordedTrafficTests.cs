using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using Xunit;

namespace RelayPlane.FunctionalTests.Translation;

/// <summary>
/// Every recorded reply, translated into every client's format, read by that client's official SDK: it must see the same text, tool calls, reason and
/// usage as the provider sent. The table of source × client is printed, with the reason of each miss.
/// </summary>
public sealed class RecordedTrafficTests(ITestOutputHelper output)
{
    private static readonly (WireFormat Format, string Name)[] s_clients =
        [(WireFormat.Messages, "messages"), (WireFormat.Chat, "chat"), (WireFormat.Responses, "responses"), (WireFormat.Generate, "generate")];

    [Fact]
    public async Task Every_recorded_reply_reaches_every_client_as_it_was_meant()
    {
        var replies = new List<(string Id, string Client, bool Stream, string Body)>();
        var expected = new Dictionary<string, (Recording From, string Client, NeutralReply Reply)>();
        var misses = new List<(WireFormat From, string Client, string Why)>();
        var random = new Random(4);
        foreach (var recording in Recording.All())
        {
            var sent = new EncodeFor(recording.Provider, recording.Model, ModelTraits.Newest) { Stream = recording.Stream };
            if (!TryExpected(recording, sent, out var reply, out var unread))
            {
                if (unread is not null)
                {
                    misses.AddRange(s_clients.Select(client => (recording.Format, client.Name, $"{recording.Id}: {unread}")));
                }

                continue;
            }

            foreach (var (format, name) in s_clients)
            {
                var id = $"{recording.Id}>{name}";
                try
                {
                    replies.Add((id, name, recording.Stream, Translated(recording, format, sent, random)));
                    expected[id] = (recording, name, reply!);
                }
                catch (Exception thrown) when (thrown is not OutOfMemoryException)
                {
                    misses.Add((recording.Format, name, $"{recording.Id}: {thrown.GetType().Name}: {thrown.Message}"));
                }
            }
        }

        var seen = await Accumulator.ReadAsync(replies, TestContext.Current.CancellationToken);
        foreach (var (id, (from, client, reply)) in expected)
        {
            if (Seen.Difference(client, reply, seen.GetValueOrDefault(id)) is { } difference)
            {
                misses.Add((from.Format, client, $"{from.Id}: {difference}"));
            }
        }

        Print(expected.Values.Select(one => (one.From.Format, one.Client)), misses);
        var total = expected.Count + misses.Count(miss => miss.Why.Contains("Exception", StringComparison.Ordinal));
        Assert.True(expected.Count > 8_000, $"{expected.Count} cells were tried.");
        Assert.True(misses.Count <= total / 100, $"{misses.Count} of {total} miss.");
    }

    /// <summary>What the provider said, read straight.</summary>
    /// <param name="unread">Why it cannot be read; null where it is a recorded error or a recording that was cut.</param>
    private static bool TryExpected(Recording recording, EncodeFor sent, out NeutralReply? reply, out string? unread)
    {
        (reply, unread) = (null, null);
        try
        {
            var target = Formats.Target(recording.Format);
            if (recording.Stream)
            {
                var (events, ordered, order) = (new List<ReplyEvent>(), new List<ReplyEvent>(), new EventOrder(ToolNames.Same));
                var reader = target.Reader(sent);
                reader.Read(recording.Body, events);
                reader.End(events);
                events.ForEach(next => order.Take(next, ordered));
                order.End(ordered);
                reply = Gathering.Reply(ordered).Reply;
                return reply is not null;
            }

            using var body = JsonDocument.Parse(recording.Body);
            if (body.RootElement.ValueKind != JsonValueKind.Object || body.RootElement.Get("error") is not null)
            {
                return false;
            }

            reply = target.ReadReply(body.RootElement, sent);
            reply = reply with { Stop = reply.Stop.WithTools(reply.Blocks.Any(block => block is ToolCallBlock)) };
            return true;
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            unread = $"{thrown.GetType().Name}: {thrown.Message}";
            return false;
        }
    }

    private static string Translated(Recording recording, WireFormat client, EncodeFor sent, Random random)
    {
        var context = new ReplyContext("0123456789abcdef", recording.Model, DateTimeOffset.UnixEpoch) { IncludeUsage = true };
        var translation = new ReplyTranslation(Formats.Client(client)!, Formats.Target(recording.Format), sent, context, recording.Stream, recording.Stream);
        var text = new MemoryStream();
        for (var at = 0; at < recording.Body.Length;)
        {
            var length = Math.Min(recording.Body.Length - at, random.Next(1, 700));
            text.Write(translation.Write(recording.Body.AsMemory(at, length)).Span);
            at += length;
        }

        text.Write(translation.End().Span);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private void Print(IEnumerable<(WireFormat From, string Client)> tried, List<(WireFormat From, string Client, string Why)> misses)
    {
        var all = tried.CountBy(cell => cell).ToDictionary();
        output.WriteLine($"{"",-12}{string.Concat(s_clients.Select(client => $"{client.Name,16}"))}");
        foreach (var from in all.Keys.Select(cell => cell.From).Distinct().Order())
        {
            output.WriteLine($"{from,-12}{string.Concat(s_clients.Select(client =>
            {
                var count = all.GetValueOrDefault((from, client.Name));
                return $"{count - misses.Count(miss => miss.From == from && miss.Client == client.Name)} / {count}".PadLeft(16);
            }))}");
        }

        foreach (var (from, client, why) in misses)
        {
            output.WriteLine($"{from} > {client}: {why}");
        }
    }
}
