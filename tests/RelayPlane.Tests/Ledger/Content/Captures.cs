using System.Text;
using RelayPlane.Ledger.Content;

namespace RelayPlane.Tests.Ledger.Content;

/// <summary>Calls as they were captured.</summary>
internal static class Captures
{
    public static CapturedCall Of(ContentRoom room, string id, DateTimeOffset? at = null, string request = "{}", string reply = "{}") =>
        new(id, at ?? Entries.Noon, [new("accept", "*/*")], [new("content-type", "application/json")], Body(room, request), Body(room, reply), []);

    public static CapturedBody Body(ContentRoom room, string text)
    {
        var body = new CapturedBody(room);
        body.Write(Encoding.UTF8.GetBytes(text));
        body.End();
        return body;
    }
}
