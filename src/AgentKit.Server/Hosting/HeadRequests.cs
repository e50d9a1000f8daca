namespace AgentKit.Server.Hosting;

/// <summary>HEAD wherever GET is answered, as RFC 9110 (9.1, 9.3.2) asks: the server leaves the content away. The description doesn't repeat it.</summary>
internal static class HeadRequests
{
    public static RouteGroupBuilder AnswerHead(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            for (var i = 0; i < endpoint.Metadata.Count; i++)
            {
                if (endpoint.Metadata[i] is HttpMethodMetadata { HttpMethods: ["GET"] })
                    endpoint.Metadata[i] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
            }
        });
        return group;
    }
}
