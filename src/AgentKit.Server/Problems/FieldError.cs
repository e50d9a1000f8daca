namespace AgentKit.Server.Problems;

/// <summary>A mistake in a request's content, as RFC 9457's example of validation shows it.</summary>
/// <param name="Pointer">Where it is: a JSON pointer (RFC 6901) into the body, such as <c>/contacts/0/email</c>, or a query parameter's or header's name.</param>
/// <param name="Detail">What it must be.</param>
internal sealed record FieldError(string Pointer, string Detail);
