namespace AgentKit.Server.Observability;

/// <summary>One line for each request, by its route. The query is never logged: it may hold names of people. Probes and scrapes are left out.</summary>
internal static partial class RequestLog
{
    private static readonly PathString[] Quiet = ["/livez", "/readyz", "/metrics"];

    public static void UseRequestLog(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("AgentKit.Server.Requests");
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            if (Quiet.Contains(context.Request.Path))
            {
                await next(context);
                return;
            }

            var started = time.GetTimestamp();
            await next(context);
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
            LogRequest(logger, context.Request.Method, route, context.Response.StatusCode, time.GetElapsedTime(started).TotalMilliseconds);
        });
    }

    [LoggerMessage(10, LogLevel.Information, "{Method} {Route} {StatusCode} in {ElapsedMilliseconds} ms")]
    private static partial void LogRequest(ILogger logger, string method, string route, int statusCode, double elapsedMilliseconds);
}
