using System.Buffers.Text;
using System.Text;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Neutral;

public sealed class OpaqueStateTests
{
    [Fact]
    public void What_is_wrapped_for_another_format_comes_back_as_it_was() =>
        Gen.Select(Gen.Enum<WireFormat>(), Gen.String, Gen.String[1, 9], Gen.Enum<WireFormat>()).Sample((format, data, provider, client) =>
        {
            var state = new OpaqueState(format, data, provider, "key-1");
            return OpaqueState.Unwrap(client, state.Wrap()) == state;
        });

    [Fact]
    public void A_field_that_holds_bytes_gets_it_in_base64_that_any_decoder_reads_and_writes_again_alike() =>
        Gen.Select(Gen.Enum<WireFormat>(), Gen.String, Gen.String[1, 9], Gen.Enum<WireFormat>()).Sample((format, data, provider, client) =>
        {
            var state = new OpaqueState(format, data, provider, "key-1");
            var bytes = Convert.FromBase64String(state.WrapCoded());
            Assert.Equal(state.WrapCoded().TrimEnd('='), Base64Url.EncodeToString(bytes));
            Assert.True(OpaqueState.MayBeIn(Encoding.UTF8.GetBytes($"[\"{state.WrapCoded()}\"]")));
            return OpaqueState.Unwrap(client, state.WrapCoded()) == state && OpaqueState.Unwrap(client, Base64Url.EncodeToString(bytes)) == state;
        });

    [Fact]
    public void A_clients_own_signature_is_its_formats() =>
        Gen.String.Sample(text => OpaqueState.Unwrap(WireFormat.Messages, text) is var state && state.Data == text && state.Format == WireFormat.Messages);

    [Fact]
    [Trait("bug", "B31")]
    public void State_fits_only_where_it_came_from()
    {
        var state = new OpaqueState(WireFormat.Messages, "sig", "anthropic", "key-1");
        Assert.True(state.Fits(WireFormat.Messages, At("anthropic", "key-1")));
        Assert.False(state.Fits(WireFormat.Messages, At("anthropic", "key-2")));
        Assert.False(state.Fits(WireFormat.Messages, At("deepseek", "key-1")));
        Assert.False(state.Fits(WireFormat.Generate, At("anthropic", "key-1")));
    }

    private static EncodeFor At(string provider, string key) => new(provider, "m", ModelTraits.Newest, key);

    [Theory]
    [InlineData("rp1.")]
    [InlineData("rp1.99.a.b.c")]
    [InlineData("rp1.0.!.b.c")]
    [InlineData("rp1.0.a.b")]
    [InlineData("cnAxL")]
    [InlineData("cnAxLjAuYQ==")]
    [InlineData("cnAxLyBhIHNpZ25hdHVyZSBvZiBHb29nbGU")]
    public void What_only_looks_wrapped_is_taken_as_it_is(string text) => Assert.Equal(text, OpaqueState.Unwrap(WireFormat.Generate, text).Data);
}
