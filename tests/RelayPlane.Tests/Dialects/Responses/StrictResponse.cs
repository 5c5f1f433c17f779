using System.Text.Json;
using Xunit;

namespace RelayPlane.Tests.Dialects.Responses;

/// <summary>
/// Takes a stream as strictly as openai 7.x does (translation reference, 2.5): first comes <c>response.created</c>, ids never change, every delta has its
/// item and part, everything begun is done, and the last event holds the whole response.
/// </summary>
internal static class StrictResponse
{
    private static readonly HashSet<string> Known =
    [
        "response.created", "response.in_progress", "response.completed", "response.incomplete", "response.failed", "response.output_item.added",
        "response.output_item.done", "response.content_part.added", "response.content_part.done", "response.output_text.delta", "response.output_text.done",
        "response.output_text.annotation.added", "response.refusal.delta", "response.refusal.done", "response.function_call_arguments.delta",
        "response.function_call_arguments.done", "response.custom_tool_call_input.delta", "response.custom_tool_call_input.done",
        "response.reasoning_summary_part.added", "response.reasoning_summary_part.done", "response.reasoning_summary_text.delta",
        "response.reasoning_summary_text.done",
    ];

    /// <returns>The response that the last event holds.</returns>
    public static JsonElement Accept(IReadOnlyList<JsonElement> events)
    {
        var items = new List<(string Id, bool Done)>();
        var parts = new Dictionary<(int Item, string Kind), string>();
        string? id = null;
        for (var i = 0; i < events.Count; i++)
        {
            var one = events[i];
            var type = one.GetProperty("type").GetString()!;
            Assert.Contains(type, Known);
            Assert.Equal(i, one.GetProperty("sequence_number").GetInt32());
            if (one.TryGetProperty("response", out var response))
            {
                Assert.Equal(i == 0, type == "response.created");
                id ??= response.GetProperty("id").GetString();
                Assert.Equal(id, response.GetProperty("id").GetString());
                Assert.Equal(i == events.Count - 1, type is "response.completed" or "response.incomplete" or "response.failed");
                continue;
            }

            var at = one.GetProperty("output_index").GetInt32();
            if (type == "response.output_item.added")
            {
                Assert.Equal(items.Count, at);
                Assert.All(items, item => Assert.True(item.Done));
                items.Add((one.GetProperty("item").GetProperty("id").GetString()!, false));
                continue;
            }

            Assert.InRange(at, 0, items.Count - 1);
            Assert.False(items[at].Done);
            if (type == "response.output_item.done")
            {
                Assert.Equal(items[at].Id, one.GetProperty("item").GetProperty("id").GetString());
                items[at] = (items[at].Id, true);
                continue;
            }

            Assert.Equal(items[at].Id, one.GetProperty("item_id").GetString());
            Part(one, type, at, parts);
        }

        var last = events[^1];
        var whole = last.GetProperty("response");
        if (last.GetProperty("type").GetString() != "response.failed")
        {
            Assert.All(items, item => Assert.True(item.Done));
            Assert.Equal(items.Select(item => item.Id), whole.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            Assert.Equal(items.Count, items.Select(item => item.Id).Distinct().Count());
        }

        return whole;
    }

    private static void Part(JsonElement one, string type, int at, Dictionary<(int Item, string Kind), string> parts)
    {
        var kind = one.TryGetProperty("content_index", out var content) ? $"content {content}" : one.TryGetProperty("summary_index", out var summary) ? $"summary {summary}" : "call";
        if (type.EndsWith("_part.added", StringComparison.Ordinal))
        {
            parts.Add((at, kind), string.Empty);
        }
        else if (type.EndsWith(".delta", StringComparison.Ordinal))
        {
            Assert.True(kind == "call" || parts.ContainsKey((at, kind)));
            parts[(at, kind)] = parts.GetValueOrDefault((at, kind), string.Empty) + one.GetProperty("delta").GetString();
        }
        else if (type.EndsWith("_text.done", StringComparison.Ordinal))
        {
            Assert.Equal(parts[(at, kind)], one.GetProperty("text").GetString());
        }
        else if (type == "response.function_call_arguments.done")
        {
            Assert.Equal(parts[(at, kind)], one.GetProperty("arguments").GetString());
        }
    }
}
