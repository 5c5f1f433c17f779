using System.Text;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Looking;

namespace RelayPlane.Tests.Dialects.Looking;

/// <summary>What is seen in a body.</summary>
internal static class Looked
{
    public static (PromptShape Shape, string Text) At(Endpoint endpoint, string body)
    {
        var room = new byte[PromptLook.LongestText];
        var shape = PromptLook.Read(Encoding.UTF8.GetBytes(body), endpoint, Facts(endpoint, body), room, out var written);
        return (shape, Encoding.UTF8.GetString(room, 0, written));
    }

    public static PromptShape Shape(Endpoint endpoint, string body) => At(endpoint, body).Shape;

    public static RequestFacts Facts(Endpoint endpoint, string body) =>
        RequestScan.Scan(Encoding.UTF8.GetBytes(body), endpoint).TryGet(out var facts, out var refusal) ? facts : throw new ArgumentException(refusal.Message, nameof(body));

    /// <summary>Turns of Anthropic's API, as JSON.</summary>
    public static string Messages(string turns, string rest = "") => $$"""{"model":"m","messages":[{{turns}}]{{rest}}}""";
}
