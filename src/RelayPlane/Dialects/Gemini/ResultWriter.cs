using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Writes what a tool answered.</summary>
internal sealed class ResultWriter(Utf8JsonWriter json, EncodeFor target, Losses losses)
{
    public void Write(ToolResultBlock result, bool id)
    {
        json.WriteStartObject();
        json.WriteStartObject("functionResponse");
        if (id)
        {
            json.WriteString("id", result.CallId);
        }

        json.WriteString("name", target.ToolNames.Up(result.Name ?? "unknown"));
        json.WriteStartObject("response");
        json.WriteString(result.IsError ? "error" : "output", Text(result));
        json.WriteEndObject();
        if (target.Traits.ImagesInTools && result.Content.Any(IsMedia))
        {
            json.WriteStartArray("parts");
            foreach (var block in result.Content)
            {
                if (IsMedia(block))
                {
                    PartWriter.WriteMedia(json, (MediaBlock)block, target, losses);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes what the result shows as parts of their own, told apart by the tool's name (bug B38).</summary>
    public void WriteMedia(ToolResultBlock result)
    {
        if (!result.Content.Any(IsMedia))
        {
            return;
        }

        PartWriter.WriteText(json, $"What {result.Name ?? "the tool"} ({result.CallId}) returned:");
        foreach (var block in result.Content)
        {
            if (IsMedia(block))
            {
                PartWriter.WriteMedia(json, (MediaBlock)block, target, losses);
            }
        }
    }

    private string Text(ToolResultBlock result)
    {
        var text = new StringBuilder();
        foreach (var block in result.Content)
        {
            var words = block switch
            {
                TextBlock its => its.Text,
                MediaBlock { Source: MediaSource.Text } document => document.Data,
                _ => null,
            };
            if (block is OpaqueBlock opaque)
            {
                losses.Drop(opaque.Type);
            }

            if (block.Cache is not null)
            {
                losses.Drop(Field.CacheMarks);
            }

            if (words is not null)
            {
                text.Append(text.Length > 0 ? "\n" : string.Empty).Append(words);
            }
        }

        return text.ToString();
    }

    private static bool IsMedia(Block block) => block is MediaBlock { Source: not MediaSource.Text };
}
