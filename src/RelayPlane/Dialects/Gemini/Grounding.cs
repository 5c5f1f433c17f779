using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads <c>groundingMetadata</c> as citations. Its offsets are UTF-8 bytes; ours are characters of UTF-16, within the block.</summary>
internal static class Grounding
{
    public static List<Cited> Read(JsonElement grounding, CandidateText text)
    {
        var all = text.ToString();
        var sources = new List<(string? Url, string? Title)>();
        foreach (var chunk in grounding.Any("groundingChunks", "grounding_chunks").Items())
        {
            var source = chunk.Get("web") ?? chunk.Any("retrievedContext", "retrieved_context") ?? chunk.Get("maps");
            sources.Add((source?.Text("uri"), source?.Text("title")));
        }

        var citations = new List<Cited>();
        foreach (var support in grounding.Any("groundingSupports", "grounding_supports").Items())
        {
            if (support.Get("segment") is { } segment && Place(segment, all) is { } place && text.Place(place.Start, place.End) is { } its)
            {
                foreach (var index in support.Any("groundingChunkIndices", "grounding_chunk_indices").Items())
                {
                    if (index.TryGetInt32(out var at) && at >= 0 && at < sources.Count)
                    {
                        citations.Add(new Cited(its.Key, new Citation(sources[at].Url, sources[at].Title, its.Start, its.End)));
                    }
                }
            }
        }

        return citations;
    }

    /// <summary>Where the bytes say, if the words there are the segment's; else where the words are: an offset may count from its own part.</summary>
    private static (int Start, int End)? Place(JsonElement segment, string all)
    {
        var start = CharAt(all, segment.Whole("startIndex") ?? segment.Whole("start_index") ?? 0);
        var end = CharAt(all, segment.Whole("endIndex") ?? segment.Whole("end_index") ?? 0);
        var words = segment.Text("text");
        if (words is null)
        {
            return end > start ? (start, end) : null;
        }

        if (end > start && all.AsSpan(start, end - start).SequenceEqual(words))
        {
            return (start, end);
        }

        var found = all.IndexOf(words, StringComparison.Ordinal);
        return found < 0 ? null : (found, found + words.Length);
    }

    private static int CharAt(string text, long bytes)
    {
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                return at;
            }

            at += rune.Utf16SequenceLength;
        }

        return at;
    }
}
