using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class AwsSignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static readonly DateTimeOffset s_then = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    // AWS's published test suite: get-vanilla, post-vanilla, get-utf8, get-vanilla-query-order-key-case, get-unreserved.
    [Theory]
    [InlineData("GET", "/", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "/", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("GET", "/\u1234", "", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")]
    [InlineData("GET", "/", "Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("GET", "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "", "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f")]
    public void The_published_examples_come_out_as_published(string method, string path, string query, string signature)
    {
        var signed = new AwsSignature("AKIDEXAMPLE", Secret).Authorization(
            method, path, query, [("X-Amz-Date", "20150830T123600Z"), ("Host", "example.amazonaws.com")], default, "us-east-1", "service", s_then);
        Assert.Equal($"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}", signed);
    }

    // The example of AWS's documentation.
    [Fact]
    public void A_query_and_a_further_header_are_signed_too()
    {
        var signed = new AwsSignature("AKIDEXAMPLE", Secret).Authorization(
            "GET", "/", "Action=ListUsers&Version=2010-05-08",
            [("Host", "iam.amazonaws.com"), ("Content-Type", "application/x-www-form-urlencoded;   charset=utf-8 "), ("X-Amz-Date", "20150830T123600Z")], default, "us-east-1", "iam", s_then);
        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
            signed);
    }

    // What @smithy/signature-v4, which AWS's own SDK signs with, makes of the same requests.
    [Theory]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", false, "us-east-1", null, "e093f52e9f3cb40f5ed10d98a50a1e8f7bdbd9cac36fe2149690255d8743de54")]
    [InlineData("arn:aws:bedrock:eu-west-1:012345678901:inference-profile/eu.a-v1:0", true, "eu-west-1", null, "e98c275d4a7a344fa7e7070eac9e91040c047d18f2917f9a1d08a11e53db7311")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", false, "us-east-1", "TOKEN/abc+==", "6183fefdd906c8120fb67249168ee0ff10e5e207ec2d00e3571f3a7dee048807")]
    public async Task A_call_of_Bedrock_is_signed_as_AWS_signs_it(string model, bool stream, string region, string? token, string signature)
    {
        var provider = Providers.From($$"""{ "providers": { "bedrock": { "baseUrl": "https://bedrock-runtime.{{region}}.amazonaws.com" } } }""")["bedrock"];
        var (call, target) = (Calls.Of(body: """{"messages":[]}"""), new Target(provider, model));
        var endpoint = stream ? Endpoint.ConverseStream : Endpoint.Converse;
        var sent = new Outgoing(UpstreamAddress.Of(endpoint, target)!, endpoint, call.Body) { Translated = true };
        using var request = RequestWriting.Write(call, target, sent, new Credential("main", $"AKIDEXAMPLE:{Secret}{(token is null ? "" : ":" + token)}"), home: false, s_then);
        Assert.EndsWith($"Signature={signature}", request.Headers.NonValidated["Authorization"].ToString(), StringComparison.Ordinal);
        Assert.Equal("20150830T123600Z", request.Headers.NonValidated["x-amz-date"].ToString());
        Assert.Equal(token, request.Headers.NonValidated.TryGetValues("x-amz-security-token", out var values) ? values.ToString() : null);
        Assert.Equal("""{"messages":[]}""", await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Secret, request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_Bedrocks_own_travels_as_it_is()
    {
        var (call, target) = (Calls.Of(), new Target(Providers.Named("bedrock"), "m"));
        var sent = new Outgoing(UpstreamAddress.Of(Endpoint.Converse, target)!, Endpoint.Converse, call.Body) { Translated = true };
        using var request = RequestWriting.Write(call, target, sent, new Credential("main", "ABSKQmVkcm9jaw=="), home: false, s_then);
        Assert.Equal("Bearer ABSKQmVkcm9jaw==", request.Headers.NonValidated["Authorization"].ToString());
        Assert.False(request.Headers.NonValidated.Contains("x-amz-date"));
    }

    [Theory]
    [InlineData("a:b", "a", "b", null)]
    [InlineData("a:b:c", "a", "b", "c")]
    [InlineData("a:b:", "a", "b", null)]
    [InlineData("bearer", null, null, null)]
    [InlineData(":b", null, null, null)]
    [InlineData("a:b:c:d", null, null, null)]
    public void A_key_is_composed_of_id_secret_and_token(string written, string? id, string? secret, string? token)
    {
        var read = AwsSignature.Of(written);
        Assert.Equal((id, secret, token), (read?.Key, read?.Secret, read?.Token));
        Assert.Equal(id, read?.ToString());
    }
}
