using Microsoft.AspNetCore.Http;
using RelayPlane.Dispatch;
using Xunit;

namespace RelayPlane.Tests.Dispatch;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData("x-stainless-timeout", "600", 600)]
    [InlineData("x-stainless-timeout", "59.5", 59.5)]
    [InlineData("x-stainless-read-timeout", "600", 600)]
    [InlineData("x-relayplane-deadline-ms", "1500", 1.5)]
    [InlineData("User-Agent", "OpenAI/2.1.0 (.NET 10.0.0; Linux)", 100)]
    public void What_a_client_announces_is_read_in_its_own_unit(string header, string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Deadline.Announced(Headers((header, value))));

    [Theory]
    [InlineData("x-stainless-timeout", "")]
    [InlineData("x-stainless-timeout", "0")]
    [InlineData("x-stainless-timeout", "-5")]
    [InlineData("x-stainless-timeout", "NaN")]
    [InlineData("x-stainless-timeout", "1e5")]
    [InlineData("x-stainless-timeout", "99999999")]
    [InlineData("x-stainless-timeout", "5000000")]
    [InlineData("x-stainless-timeout", "soon")]
    [InlineData("User-Agent", "OpenAI/Python 2.1.0")]
    [InlineData("User-Agent", "anthropic-sdk-csharp .NET")]
    public void What_cannot_be_meant_announces_nothing(string header, string value)
    {
        Assert.Null(Deadline.Announced(Headers((header, value))));
        Assert.Equal(TimeSpan.FromSeconds(600), Deadline.Of(Headers((header, value)), TimeSpan.FromSeconds(600)));
    }

    [Fact]
    public void Our_own_header_goes_before_an_SDKs()
    {
        var headers = Headers(("x-stainless-timeout", "600"), ("x-stainless-read-timeout", "300"), ("x-relayplane-deadline-ms", "30000"));
        Assert.Equal(TimeSpan.FromSeconds(30), Deadline.Announced(headers));
        headers.Remove("x-relayplane-deadline-ms");
        Assert.Equal(TimeSpan.FromSeconds(600), Deadline.Announced(headers));
    }

    [Theory]
    [InlineData("600", 598)]
    [InlineData("60", 58)]
    [InlineData("4", 2)]
    [InlineData("3", 1.5)]
    [InlineData("0.5", 0.25)]
    [InlineData("3600", 600)]
    public void Something_is_kept_for_the_way_back_and_the_config_has_the_last_word(string announced, double seconds) =>
        Assert.Equal(seconds, Deadline.Of(Headers(("x-stainless-timeout", announced)), TimeSpan.FromSeconds(600)).TotalSeconds);

    private static HeaderDictionary Headers(params (string Name, string Value)[] headers)
    {
        var all = new HeaderDictionary();
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return all;
    }
}
