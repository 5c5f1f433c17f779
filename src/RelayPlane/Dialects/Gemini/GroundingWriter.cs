using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Gathers what a reply cites, and writes it as <c>groundingMetadata</c>, in UTF-8 bytes of the whole text.</summary>
internal sealed class GroundingWriter
{
    private readonly List<Citation> _sources = [];
    private readonly List<(Citation Citation, string? Words, int Start, int End)> _supports = [];
    private readonly List<Citation> _waiting = [];
    private readonly StringBuilder _block = new();
    private int _before;

    /// <summary>More of the text.</summary>
    public void Add(string text) => _block.Append(text);

    /// <summary>A citation within the text block that is open.</summary>
    public void Cite(Citation citation) => _waiting.Add(citation);

    public void EndBlock()
    {
        var text = _block.ToString();
        foreach (var citation in _waiting)
        {
            if (!_sources.Exists(source => source.Url == citation.Url && source.Title == citation.Title))
            {
                _sources.Add(citation);
            }

            var start = Math.Clamp(citation.Start ?? 0, 0, text.Length);
            var end = Math.Clamp(citation.End ?? text.Length, start, text.Length);
            var from = _before + Encoding.UTF8.GetByteCount(text.AsSpan(0, start));
            _supports.Add((citation, text[start..end], from, from + Encoding.UTF8.GetByteCount(text.AsSpan(start, end - start))));
        }

        _waiting.Clear();
        _block.Clear();
        _before += Encoding.UTF8.GetByteCount(text);
    }

    /// <summary>Nothing where nothing was cited.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (_supports.Count == 0)
        {
            return;
        }

        json.WriteStartObject("groundingMetadata");
        json.WriteStartArray("groundingChunks");
        foreach (var source in _sources)
        {
            json.WriteStartObject();
            json.WriteStartObject("web");
            json.WriteString("uri", source.Url ?? string.Empty);
            json.WriteString("title", source.Title ?? source.Url ?? string.Empty);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("groundingSupports");
        foreach (var (citation, words, start, end) in _supports)
        {
            json.WriteStartObject();
            json.WriteStartObject("segment");
            json.WriteNumber("startIndex", start);
            json.WriteNumber("endIndex", end);
            json.WriteString("text", words);
            json.WriteEndObject();
            json.WriteStartArray("groundingChunkIndices");
            json.WriteNumberValue(_sources.FindIndex(source => source.Url == citation.Url && source.Title == citation.Title));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
