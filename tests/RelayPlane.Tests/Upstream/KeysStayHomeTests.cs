using RelayPlane.Tests.Dispatch;
using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Http;
using RelayPlane.Admission;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Gateway;
using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

/// <summary>A credential reaches only the provider that it belongs to: every way in, every way out.</summary>
public sealed class KeysStayHomeTests
{
    private const string Own = "own-key-of-the-client";
    private const string OwnToken = "sk-ant-oat01-own-key-of-the-client";

    private static readonly string[] Keys = [Own, OwnToken];

    private static readonly bool[] Either = [true, false];

    private static readonly string[] Places = ["x-api-key", "authorization", "x-goog-api-key", "api-key", "?key", "x-api-key+authorization", "all", "none"];

    private static readonly FrozenDictionary<string, Credential> Configured =
        Providers.All.Keys.ToFrozenDictionary(name => name, name => new Credential($"label-{name}", $"configured-key-of-{name}."));

    [Fact]
    public void The_clients_key_goes_home_only_and_a_configured_key_to_its_own_provider_only()
    {
        var checkedOnes = 0;
        var sentOwn = 0;
        var combinations =
            from own in Keys
            from rule in Enum.GetValues<ClientKeys>()
            from place in Places
            from withConfigured in Either
            from api in Enum.GetValues<Api>()
            from endpoint in Enum.GetValues<Endpoint>()
            from provider in Providers.All.Values
            select (own, rule, place, withConfigured, api, endpoint, provider);
        foreach (var (own, rule, place, withConfigured, api, endpoint, provider) in combinations)
        {
            var call = Arriving(api, endpoint, place, own);
            var ring = Rings.Of(rule, withConfigured ? Configured : FrozenDictionary<string, Credential>.Empty);
            var target = new Target(provider, "m");
            if (ring.For(call, provider) is not [var key, ..] || UpstreamAddress.Of(call, target) is not { } address)
            {
                continue;
            }

            var home = provider.Name == HomeProvider.Of(api);
            using var request = RequestWriting.Write(call, target, Sendings.Of(call, address), key, home, DateTimeOffset.UnixEpoch);
            var sent = Everything(request);
            var where = $"{own} by {place} to {provider.Name} from {api} {endpoint}, {rule}";
            checkedOnes++;

            var mayCarryOwn = home && rule != ClientKeys.Ignore && place != "none";
            Assert.True(mayCarryOwn == sent.Contains(Own, StringComparison.Ordinal), where);
            sentOwn += mayCarryOwn ? 1 : 0;
            foreach (var (name, credential) in Configured)
            {
                Assert.False(sent.Contains(credential.Value, StringComparison.Ordinal) && (name != provider.Name || mayCarryOwn), where);
            }
        }

        Assert.True(checkedOnes > 5_000 && sentOwn > 300, $"{checkedOnes} combinations, {sentOwn} with the client's key");
    }

    [Theory]
    [InlineData("/v1/organizations/api_keys")]
    [InlineData("/v1/organizations")]
    [InlineData("/organizations/x")]
    [InlineData("/v1/%6Frganizations/api_keys")]
    [InlineData("/v1/Organizations/api_keys")]
    [InlineData("/v1//organizations/api_keys")]
    [InlineData("//v1/organizations/api_keys")]
    [InlineData("/v1/files/../organizations/api_keys")]
    [InlineData("/v1%2Forganizations/api_keys")]
    public void An_organizations_administration_never_gets_a_configured_key_however_it_is_spelt(string path)
    {
        var ring = Rings.Of(ClientKeys.Prefer, Configured);
        foreach (var api in Enum.GetValues<Api>())
        {
            var home = Providers.Named(HomeProvider.Of(api));
            Assert.Empty(ring.For(Calls.Of(api, Endpoint.Other, null, path: path), home));
            Assert.Equal("client", ring.For(Calls.Of(api, Endpoint.Other, null, Own, path), home).Single().Label);
        }
    }

    /// <summary>A call as the gateway makes it of a request that carries the key in one place or several.</summary>
    private static Call Arriving(Api api, Endpoint endpoint, string place, string own)
    {
        var headers = new HeaderDictionary { ["content-type"] = "application/json" };
        var query = "?alt=sse";
        foreach (var one in place == "all" ? Places[..5] : place.Split('+'))
        {
            if (one == "?key")
            {
                query += $"&key={own}";
            }
            else if (one != "none")
            {
                headers[one] = one == "authorization" ? $"Bearer {own}" : own;
            }
        }

        var taken = QueryKey.TakeFrom(query);
        new Doorman(FrozenDictionary<string, string>.Empty).Recognise(Presented.In(headers, taken.Key)).TryGet(out var caller, out _);
        return Calls.Of(api, endpoint, credential: caller!.Credential, query: taken.Query, path: "/v1/files", body: "{}") with { Headers = headers };
    }

    private static string Everything(HttpRequestMessage request)
    {
        var text = new StringBuilder(request.RequestUri!.OriginalString);
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content!.Headers.NonValidated))
        {
            text.Append('\n').Append(name).Append(": ").AppendJoin(", ", values);
        }

        return text.ToString();
    }
}
