namespace AgentKit.Server.Health;

/// <summary>Asks clients of kept-alive connections to go elsewhere while the service drains: a load balancer moves new connections only.</summary>
internal static class DrainingConnections
{
    public static void UseDrainingConnections(this IApplicationBuilder app)
    {
        var readiness = app.ApplicationServices.GetRequiredService<Readiness>();
        app.Use((context, next) =>
        {
            if (readiness.IsDraining && HttpProtocol.IsHttp11(context.Request.Protocol))
                context.Response.Headers.Connection = "close";
            return next(context);
        });
    }
}
