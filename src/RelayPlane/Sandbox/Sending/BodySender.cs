using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Sending;

/// <summary>Sends one JSON body, and breaks it where the behaviour says.</summary>
internal static class BodySender
{
    public static async Task SendAsync(HttpContext context, Behaviour behaviour, FrameWriter frame, int status = 200)
    {
        var response = context.Response;
        var body = frame.Written;
        response.StatusCode = status;
        response.ContentType = behaviour.Malformed == "type" ? "text/html" : "application/json";
        if (behaviour.Malformed is "json" or "torn")
        {
            body = body[..(body.Length / 2)];
        }

        if (!behaviour.Gzip)
        {
            response.ContentLength = body.Length;
        }

        await using var outlet = new Outlet(context, behaviour);
        if (behaviour.Cut is not null)
        {
            await outlet.WriteAsync(body[..(body.Length / 2)]);
            await outlet.FlushAsync();
            throw new BrokenOff();
        }

        await outlet.WriteAsync(body);
    }
}
