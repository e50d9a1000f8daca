namespace AgentKit.Server.Hosting;

/// <summary>Headers of every answer: no guessing of types, and nothing kept that doesn't say it may be.</summary>
internal static class ResponseHeaders
{
    public static void UseResponseHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers.XContentTypeOptions = "nosniff";
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });
}
