using Microsoft.AspNetCore.Http;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>Stands before a registry, passes everything through, and does to chosen requests what networks and registries do.</summary>
internal sealed class FaultProxy(string upstream) : LocalServer
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly List<Fault> faults = [];
    private readonly List<string> ranges = [];

    public delegate Task Answer(HttpContext context);

    private sealed class Fault(string method, string part, int times, Answer action)
    {
        public int Left = times;

        public Answer Action { get; } = action;

        public bool IsFor(HttpRequest request) => Left > 0 && request.Method == method && request.Target().Contains(part, StringComparison.Ordinal);
    }

    /// <summary>The next so many requests with that method and that part in their address are treated so.</summary>
    public FaultProxy On(string method, string part, Answer action, int times = 1)
    {
        lock (faults)
            faults.Add(new Fault(method, part, times, action));
        return this;
    }

    /// <summary>The Range headers that were sent.</summary>
    public IReadOnlyList<string> Ranges
    {
        get
        {
            lock (ranges)
                return [.. ranges];
        }
    }

    public FaultProxy Status(string method, string part, int status, int times = 1, string body = "", params (string Name, string Value)[] headers) => On(method, part, async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await WriteAsync(context.Response, status, body);
    }, times);

    /// <summary>Gives the client the first half of a blob, and breaks off.</summary>
    public FaultProxy CutAnswer(string part, int times = 1) => On("GET", part, async context =>
    {
        var (answer, content) = await ForwardAsync(context);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }, times);

    /// <summary>Gives another content of the same length.</summary>
    public FaultProxy Falsify(string part, int times = 1) => On("GET", part, async context =>
    {
        var (answer, content) = await ForwardAsync(context);
        content[^2] ^= 1;
        await ReturnAsync(context, answer, content);
    }, times);

    /// <summary>Breaks off before the registry hears of it.</summary>
    public FaultProxy CutRequest(string method, string part, int times = 1) => On(method, part, async context =>
    {
        var some = new byte[100];
        await context.Request.Body.ReadAtLeastAsync(some, some.Length, throwOnEndOfStream: false);
        context.Abort();
    }, times);

    /// <summary>Lets the registry do it, and breaks off before its answer arrives.</summary>
    public FaultProxy LoseAnswer(string method, string part, int times = 1) => On(method, part, LoseAsync, times);

    public async Task LoseAsync(HttpContext context)
    {
        await ForwardAsync(context);
        context.Abort();
    }

    public async Task PassAsync(HttpContext context)
    {
        var (answer, content) = await ForwardAsync(context);
        await ReturnAsync(context, answer, content);
    }

    protected override async Task AnswerAsync(HttpContext context)
    {
        Fault? fault;
        lock (faults)
        {
            fault = faults.Find(x => x.IsFor(context.Request));
            if (fault is not null)
                fault.Left--;
        }

        if (fault is not null)
        {
            await fault.Action(context);
            return;
        }

        await PassAsync(context);
    }

    public override void Dispose()
    {
        base.Dispose();
        http.Dispose();
    }

    private async Task<(HttpResponseMessage Answer, byte[] Content)> ForwardAsync(HttpContext context)
    {
        if (context.Request.Headers.Range is [{ } range, ..])
        {
            lock (ranges)
                ranges.Add(range);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"http://{upstream}{context.Request.Target()}");
        if (context.Request.Method is "POST" or "PUT" or "PATCH")
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var name in context.Request.Headers.Keys.Where(x => x is not ("Content-Length" or "Connection" or "Transfer-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToArray());
        }

        var answer = await http.SendAsync(request);
        return (answer, await answer.Content.ReadAsByteArrayAsync());
    }

    private static async Task ReturnAsync(HttpContext context, HttpResponseMessage answer, byte[] content)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(x => x.Key is not ("Content-Length" or "Transfer-Encoding" or "Connection" or "Date")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (context.Request.Method == "HEAD")
        {
            context.Response.ContentLength = answer.Content.Headers.ContentLength ?? 0;
        }
        else if (context.Response.StatusCode != StatusCodes.Status204NoContent)
        {
            context.Response.ContentLength = content.Length;
            await context.Response.Body.WriteAsync(content);
        }

    }
}
