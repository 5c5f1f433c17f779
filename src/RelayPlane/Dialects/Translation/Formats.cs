using RelayPlane.Catalog;
using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.Chat;
using RelayPlane.Dialects.Converse;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Ollama;
using RelayPlane.Dialects.Responses;

namespace RelayPlane.Dialects.Translation;

/// <summary>Every wire format that calls can come in or go up in.</summary>
internal static class Formats
{
    private static readonly Dictionary<WireFormat, ClientFormat> s_clients = new()
    {
        [WireFormat.Messages] = new MessagesFormat(),
        [WireFormat.Chat] = new ChatFormat(),
        [WireFormat.Responses] = new ResponsesFormat(),
        [WireFormat.Generate] = new GenerateFormat(),
    };

    private static readonly Dictionary<WireFormat, TargetFormat> s_targets = new()
    {
        [WireFormat.Messages] = new MessagesTarget(),
        [WireFormat.Chat] = new ChatTarget(),
        [WireFormat.Responses] = new ResponsesTarget(),
        [WireFormat.Generate] = new GenerateTarget(),
        [WireFormat.Ollama] = new OllamaTarget(),
        [WireFormat.Converse] = new ConverseTarget(),
    };

    /// <summary>Null for a format that no client speaks.</summary>
    public static ClientFormat? Client(WireFormat format) => s_clients.GetValueOrDefault(format);

    public static TargetFormat Target(WireFormat format) => s_targets[format];
}
