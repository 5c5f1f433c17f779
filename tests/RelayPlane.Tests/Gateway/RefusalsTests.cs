using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Dialects;
using RelayPlane.Gateway;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class RefusalsTests
{
    [Theory]
    [InlineData("Overloaded", null, null, "false", "30")]
    [InlineData("Overloaded", 812.4, null, "false", "59")]
    [InlineData("Overloaded", 0.2, null, "false", "1")]
    [InlineData("Overloaded", 7.1, true, "true", "8")]
    [InlineData("Draining", null, null, "true", "1")]
    [InlineData("ProviderUnreachable", null, null, "false", "")]
    [InlineData("ConfiguredKeyRejected", null, null, "false", "")]
    [InlineData("InvalidRequest", null, null, "", "")]
    public async Task A_refusal_says_whether_and_when_to_ask_again(string kind, double? after, bool? should, string retry, string seconds)
    {
        var http = new DefaultHttpContext();
        var refusal = new Refusal(Enum.Parse<RefusalKind>(kind), "m") { RetryAfter = after is { } s ? TimeSpan.FromSeconds(s) : null, ShouldRetry = should };
        await Refusals.SendAsync(http, refusal, new CallNotes(http, new FakeTimeProvider()));
        Assert.Equal((retry, seconds), (http.Response.Headers["x-should-retry"].ToString(), http.Response.Headers.RetryAfter.ToString()));
    }
}
