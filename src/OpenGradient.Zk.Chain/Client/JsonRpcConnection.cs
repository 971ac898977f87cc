// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenGradient.Zk.Chain;

/// <summary>JSON-RPC 2.0 over HTTP: one request, one answer, errors as sentences. Thread-safe.</summary>
internal sealed class JsonRpcConnection : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly EthereumClientOptions _options;
    private long _lastId;

    internal JsonRpcConnection(Uri address, EthereumClientOptions options, HttpMessageHandler? handler = null)
    {
        _address = new UriBuilder(address) { UserName = null, Password = null }.Uri;
        _options = options;
        Endpoint = address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        // A node on this machine is never behind a proxy, whatever the environment says. Redirects are not followed:
        // they would carry transactions to an address nobody chose.
        _http = new HttpClient(
            handler ?? new SocketsHttpHandler { UseProxy = !address.IsLoopback, AllowAutoRedirect = false })
        {
            Timeout = options.RequestTimeout,
            MaxResponseContentBufferSize = options.LargestResponse,
        };
        if (address.UserInfo.Length > 0)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }
    }

    /// <summary>Scheme, host and port: paths and user names often hold access keys.</summary>
    internal string Endpoint { get; }

    /// <summary>Calls a method and returns its result, which may be JSON null.</summary>
    /// <exception cref="ChainUnreachableException">No answer, or none in JSON-RPC.</exception>
    /// <exception cref="RpcException">The node refused.</exception>
    internal async Task<JsonElement> CallAsync(string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters };
        var body = request.ToJsonString();
        var pause = _options.RetryPause;
        for (var attempt = 0; ; attempt++)
        {
            var (status, text) = await PostAsync(method, body, cancellationToken).ConfigureAwait(false);
            var overloaded = status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
            if (!overloaded || attempt >= _options.Retries)
            {
                return Read(method, id, status, text);
            }
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause *= 2;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, byte[] Body)> PostAsync(
        string method, string body, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            using var answer = await _http.PostAsync(_address, content, cancellationToken).ConfigureAwait(false);
            return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            throw new ChainUnreachableException(
                $"The node at {Endpoint} did not answer {method} within {_options.RequestTimeout.TotalSeconds:0.#} " +
                "seconds. Try again, or use another node.");
        }
        catch (HttpRequestException error)
        {
            throw new ChainUnreachableException(Sentence(error), error);
        }
    }

    private string Sentence(HttpRequestException error) => error.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"Nothing listens at {Endpoint}: the connection was refused. Start the node, or correct the address.",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            $"The host of {Endpoint} is not known. Correct the address, or check the network.",
        _ => $"The node at {Endpoint} could not be asked ({error.HttpRequestError}). " +
             "Check the address and the network.",
    };

    private JsonElement Read(string method, long id, HttpStatusCode status, byte[] body)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(body);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Foreign(method, status);
        }
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error)
            && error.ValueKind == JsonValueKind.Object)
        {
            throw JsonRpcError.Read(error, Endpoint, method);
        }
        var ours = status == HttpStatusCode.OK && root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("id", out var answered)
            && answered.ValueKind == JsonValueKind.Number && answered.TryGetInt64(out var number) && number == id;
        return ours && root.TryGetProperty("result", out var result) ? result : throw Foreign(method, status);
    }

    private ChainUnreachableException Foreign(string method, HttpStatusCode status) => new(status switch
    {
        HttpStatusCode.OK => $"What answers at {Endpoint} is not an Ethereum node: " +
                             $"its answer to {method} is not JSON-RPC. Correct the address.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"The node at {Endpoint} does not let us in (HTTP {(int)status}). Check the access key in the address.",
        HttpStatusCode.TooManyRequests => $"The node at {Endpoint} is answering too many requests (HTTP 429). " +
                                          "Wait, or use another node.",
        _ => $"The node at {Endpoint} answered {method} with HTTP {(int)status} and no JSON-RPC. " +
             "Check the address, or use another node.",
    });
}
