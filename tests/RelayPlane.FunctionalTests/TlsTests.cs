using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

/// <summary>The published executable in front of a provider over TLS, whose authority only <c>SSL_CERT_FILE</c> names, with a proxy in the environment that is not there.</summary>
public sealed class TlsTests
{
    private const string Reply = """{"id":"m","type":"message","model":"claude-x","content":[],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":4}}""";

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 529)]
    public async Task An_authority_is_trusted_when_the_operator_says_so_and_loopback_is_never_proxied(bool named, int expected)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = SelfSigned(key);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ended = new CancellationTokenSource();
        var serving = ServeAsync(listener, certificate, ended.Token);
        using var program = new NativeProgram();
        var authority = Path.Combine(program.Home, "authority.pem");
        await File.WriteAllTextAsync(authority, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(program.Home, "config.json"),
            $$"""{ "providers": { "anthropic": { "baseUrl": "https://localhost:{{((IPEndPoint)listener.LocalEndpoint).Port}}" } } }""",
            TestContext.Current.CancellationToken);
        program.Variables["HTTPS_PROXY"] = "http://127.0.0.1:1";
        if (named)
        {
            program.Variables["SSL_CERT_FILE"] = authority;
        }

        using var gateway = program.Start("start", "--port", "0");
        using var client = new HttpClient { BaseAddress = await AotSmokeTests.AddressAsync(gateway) };
        using var reply = await client.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k"), ("x-relayplane-deadline-ms", "3000")), TestContext.Current.CancellationToken);
        Assert.Equal(expected, (int)reply.StatusCode);
        NativeProgram.Terminate(gateway);
        await gateway.WaitForExitAsync(TestContext.Current.CancellationToken);
        await ended.CancelAsync();
        await serving;
    }

    internal static X509Certificate2 SelfSigned(ECDsa key)
    {
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(cancel);
                await using var tls = new SslStream(client.GetStream());
                try
                {
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancel);
                    _ = await RawRequest.ReadAsync(tls, cancel);
                    await tls.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {Reply.Length}\r\nconnection: close\r\n\r\n{Reply}"), cancel);
                }
                catch (Exception thrown) when (thrown is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // A client that does not trust us hangs up in the handshake.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }
}
