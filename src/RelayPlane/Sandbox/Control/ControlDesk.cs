using System.Text.Json;

namespace RelayPlane.Sandbox.Control;

/// <summary>The endpoints under <c>/sandbox/</c>: read and set the behaviour, read the log and the counts.</summary>
internal sealed class ControlDesk(RequestLog log, Tally tally, Behaviour initial)
{
    private Behaviour _behaviour = initial;

    public Behaviour Behaviour
    {
        get => Volatile.Read(ref _behaviour);
        set => Volatile.Write(ref _behaviour, value);
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        switch (request.Method, request.Path.Value)
        {
            case ("POST" or "PUT", "/sandbox/behaviour"):
                await SetAsync(context);
                break;
            case ("GET", "/sandbox/behaviour"):
                await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(Behaviour, SandboxJson.Default.Behaviour));
                break;
            case ("GET", "/sandbox/log"):
                await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(log.All, SandboxJson.Default.IReadOnlyListSeenRequest));
                break;
            case ("DELETE", "/sandbox/log"):
                log.Clear();
                context.Response.StatusCode = 204;
                break;
            case ("GET", "/sandbox/stats"):
                await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(tally.Read(), SandboxJson.Default.SandboxStats));
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }

    // The posted object replaces the behaviour as a whole; {} goes back to a provider without faults.
    private async Task SetAsync(HttpContext context)
    {
        try
        {
            Behaviour = await JsonSerializer.DeserializeAsync(context.Request.Body, SandboxJson.Default.Behaviour, context.RequestAborted) ?? new Behaviour();
            await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(Behaviour, SandboxJson.Default.Behaviour));
        }
        catch (JsonException error)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync(error.Message, context.RequestAborted);
        }
    }

    private static async Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
