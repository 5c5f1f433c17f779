using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class AwsKeysTests
{
    [Theory]
    [InlineData(null, null, "bedrock-runtime.us-east-1.amazonaws.com", "us-east-1")]
    [InlineData(null, "eu-west-1", "bedrock-runtime.eu-west-1.amazonaws.com", "eu-west-1")]
    [InlineData("ap-south-2", "eu-west-1", "bedrock-runtime.ap-south-2.amazonaws.com", "ap-south-2")]
    public void The_region_is_the_one_that_AWS_own_tools_take(string? first, string? second, string host, string region)
    {
        var provider = ProviderSet.From(Setup.Config("{}"), Setup.Environment(("AWS_REGION", first!), ("AWS_DEFAULT_REGION", second!))).Providers["bedrock"];
        Assert.Equal((host, region), (provider.BaseUrl.Host, provider.Region));
    }

    [Theory]
    [InlineData("https://bedrock-runtime.eu-central-1.amazonaws.com", "eu-central-1")]
    [InlineData("https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    [InlineData("https://vpce-1-a.bedrock-runtime.us-west-2.vpce.amazonaws.com", "us-west-2")]
    [InlineData("https://bedrock-runtime.cn-north-1.amazonaws.com.cn", "cn-north-1")]
    [InlineData("https://bedrock-runtime.eu-north-1.api.aws", "eu-north-1")]
    [InlineData("http://us-west-2.example:9000", "sa-east-1")]
    public void A_host_of_AWS_names_its_region_and_another_does_not(string address, string region) =>
        Assert.Equal(region, AwsRegion.Of(new Uri(address), Setup.Environment(("AWS_REGION", "sa-east-1"))));

    [Fact]
    public void Keys_come_from_the_usual_variables_and_Bedrocks_own_goes_first()
    {
        Assert.Equal(["AKIA:secret"], Keys(("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "secret")));
        Assert.Equal(["ASIA:secret:token"], Keys(("AWS_ACCESS_KEY_ID", "ASIA"), ("AWS_SECRET_ACCESS_KEY", "secret "), ("AWS_SESSION_TOKEN", "token")));
        Assert.Equal(["ABSK"], Keys(("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_BEARER_TOKEN_BEDROCK", "ABSK")));
        Assert.Empty(Keys(("AWS_ACCESS_KEY_ID", "AKIA")));
    }

    [Fact]
    public void Half_a_key_is_told()
    {
        var set = ProviderSet.From(Setup.Config("{}"), Setup.Environment(("AWS_ACCESS_KEY_ID", "AKIA")));
        Assert.Contains(set.Notices, notice => notice.Contains("AWS_SECRET_ACCESS_KEY", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Keys(params (string Name, string Value)[] variables) =>
        ProviderSet.From(Setup.Config("{}"), Setup.Environment(variables)).Keys["bedrock"].Select(key => key.Value);
}
