using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayPlane.Tests.Dispatch;

/// <summary>An upstream that does with each call's attempts what its script says. The call's number stands in a header.</summary>
internal sealed class ScriptedUpstream(IReadOnlyList<Script> scripts, TimeProvider clock) : HttpMessageHandler
{
    public const string Header = "x-call-number";
    private const string Start = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\n";
    private const string Text = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}\n\n";
    private const string Error = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(50);

    /// <summary>What each call's attempts have met so far.</summary>
    public List<Step>[] Met { get; } = [.. scripts.Select(_ => new List<Step>())];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = int.Parse(request.Headers.GetValues(Header).Single(), CultureInfo.InvariantCulture);
        var step = scripts[call].Of(Met[call].Count);
        Met[call].Add(step);
        await Task.Delay(s_roundTrip, clock, cancellationToken);
        switch (step)
        {
            case Step.Refuse:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));
            case Step.Reset:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset");
            case Step.Hang:
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                break;
            default:
                break;
        }

        return step switch
        {
            Step.Answer => Stream(Start + Text),
            Step.HangAfterHeaders => Stream(string.Empty, hangs: true),
            Step.CutPrelude => Stream(Start),
            Step.ErrorInStream => Stream(Start + Error),
            Step.Limited => Refusal(429, "rate_limit_error", "This request would exceed the rate limit for your organization."),
            Step.LimitedForASecond => Refusal(429, "rate_limit_error", "This request would exceed the rate limit for your organization.", retryAfter: "1"),
            Step.Fault => Refusal(500, "api_error", "Internal server error"),
            Step.Overload => Refusal(529, "overloaded_error", "Overloaded"),
            Step.Quota => Refusal(400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API."),
            Step.Unauthorized => Refusal(401, "authentication_error", "invalid x-api-key"),
            Step.TooLong => Refusal(400, "invalid_request_error", "prompt is too long: 205351 tokens > 200000 maximum"),
            _ => Refusal(400, "invalid_request_error", "messages: at least one message is required"),
        };
    }

    private static HttpResponseMessage Stream(string text, bool hangs = false) => Reply(200, "text/event-stream", text, hangs);

    private static HttpResponseMessage Refusal(int status, string type, string message, string? retryAfter = null)
    {
        var reply = Reply(status, "application/json", $$"""{"type":"error","error":{"type":"{{type}}","message":"{{message}}" } }""", hangs: false);
        if (retryAfter is not null)
        {
            reply.Headers.TryAddWithoutValidation("retry-after", retryAfter);
        }

        return reply;
    }

    private static HttpResponseMessage Reply(int status, string type, string text, bool hangs)
    {
        ReadOnlyMemory<byte>[] pieces = text.Length == 0 ? [] : [Encoding.UTF8.GetBytes(text)];
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new ScriptedBody(pieces, hangs: hangs)) };
        reply.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return reply;
    }
}
