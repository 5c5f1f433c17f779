using Microsoft.AspNetCore.Http;
using RelayPlane.Admission;
using Xunit;

namespace RelayPlane.Tests.Admission;

public sealed class PresentedTests
{
    [Theory]
    [InlineData("x-api-key", "k")]
    [InlineData("Authorization", "Bearer k")]
    [InlineData("Authorization", "bearer  k ")]
    [InlineData("x-goog-api-key", "k")]
    [InlineData("api-key", "k")]
    public void A_credential_is_read_from_the_usual_place_of_any_API(string header, string value) =>
        Assert.Equal(["k"], Presented.In(new HeaderDictionary { [header] = value }, null));

    [Fact]
    public void Geminis_query_parameter_counts_too() => Assert.Equal(["k"], Presented.In(new HeaderDictionary(), "k"));

    [Fact]
    public void All_of_them_come_in_order() =>
        Assert.Equal(
            ["1", "2", "3", "4", "5"],
            Presented.In(new HeaderDictionary { ["api-key"] = "4", ["x-goog-api-key"] = "3", ["authorization"] = "Bearer 2", ["x-api-key"] = "1" }, "5"));

    [Theory]
    [InlineData("", true)]
    [InlineData("  ", true)]
    [InlineData("relayplane", true)]
    [InlineData("sk-relayplane", true)]
    [InlineData("sk-ant-relayplane", true)]
    [InlineData("RelayPlane", false)]
    [InlineData("sk-relayplane-1", false)]
    [InlineData("dummy", false)]
    public void Placeholders_are_exactly_these(string value, bool placeholder)
    {
        foreach (var (header, prefix) in new[] { ("x-api-key", ""), ("authorization", "Bearer "), ("x-goog-api-key", ""), ("api-key", "") })
        {
            Assert.Equal(placeholder, !Presented.In(new HeaderDictionary { [header] = prefix + value }, null).Any());
        }

        Assert.Equal(placeholder, !Presented.In(new HeaderDictionary(), value).Any());
    }

    [Fact]
    public void A_placeholder_does_not_hide_a_key_in_another_place() =>
        Assert.Equal(["real"], Presented.In(new HeaderDictionary { ["x-api-key"] = "relayplane", ["authorization"] = "Bearer real" }, null));

    [Fact]
    public void Other_schemes_are_no_credential_of_ours() =>
        Assert.Empty(Presented.In(new HeaderDictionary { ["authorization"] = "Basic dTpw" }, null));
}
