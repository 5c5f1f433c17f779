using System.Globalization;
using RelayPlane.Catalog;
using RelayPlane.Sandbox.Sending;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox;

/// <summary>Sends an error in the words of the API that was called.</summary>
internal static class ErrorReply
{
    public static async Task SendAsync(HttpContext context, Behaviour behaviour, Door door, Trouble trouble, string id)
    {
        if (trouble.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
        }

        using var frame = new FrameWriter();
        var json = frame.Json();
        switch (door.Api)
        {
            case Api.Anthropic:
                Anthropic.ErrorBody.Write(json, trouble, "req_" + id);
                break;
            case Api.Gemini:
                // A stream that is not SSE is an array, errors too.
                var array = door.Endpoint == Endpoint.StreamGenerateContent && context.Request.Query["alt"] != "sse";
                frame.Raw(array ? "["u8 : ""u8);
                Gemini.ErrorBody.Write(json, trouble);
                json.Flush();
                frame.Raw(array ? "]\n"u8 : ""u8);
                break;
            default:
                OpenAI.ErrorBody.Write(json, trouble);
                break;
        }

        json.Flush();
        await BodySender.SendAsync(context, behaviour, frame, trouble.Status);
    }
}
