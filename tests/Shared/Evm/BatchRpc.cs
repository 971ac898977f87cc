// SPDX-License-Identifier: Apache-2.0
using System.Net.Http.Headers;
using System.Text.Json;

namespace OpenGradient.Zk.Testing;

/// <summary>JSON-RPC in batches: thousands of eth_call would otherwise spend their time on HTTP.</summary>
internal sealed class BatchRpc(Uri address) : IDisposable
{
    // anvil refuses bodies above 2 MB.
    private const int LargestBody = 1_500_000;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>The answers in the order of the requests; "params" is JSON text.</summary>
    public async Task<JsonElement[]> SendAsync(IReadOnlyList<(string Method, string Params)> requests)
    {
        var answers = new JsonElement[requests.Count];
        var (batch, size) = (new List<string>(), 0);
        for (var i = 0; i < requests.Count; i++)
        {
            var text = $$"""{"jsonrpc":"2.0","id":{{i}},"method":"{{requests[i].Method}}","params":{{requests[i].Params}}}""";
            if (size + text.Length > LargestBody)
            {
                await FlushAsync();
            }
            batch.Add(text);
            size += text.Length + 1;
        }
        await FlushAsync();
        return answers;

        async Task FlushAsync()
        {
            if (batch.Count > 0)
            {
                await PostAsync("[" + string.Join(',', batch) + "]", batch.Count, answers);
                batch.Clear();
                size = 0;
            }
        }
    }

    public async Task<JsonElement> SendAsync(string method, string parameters)
    {
        var answer = (await SendAsync([(method, parameters)]))[0];
        return answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(answer.GetRawText());
    }

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string body, int count, JsonElement[] answers)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var response = await _http.PostAsync(address, content);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        var received = document.RootElement.EnumerateArray().ToList();
        Assert.Equal(count, received.Count);
        foreach (var answer in received)
        {
            answers[answer.GetProperty("id").GetInt32()] = answer.Clone();
        }
    }
}
