using System.Text;

namespace AgentKit.Server.Tests.Hostile;

/// <summary>Requests that mean no good, with the status that each gets. An admin sends them.</summary>
internal static class HostileRequests
{
    private const string Idempotency = "Idempotency-Key: ";

    public static IEnumerable<RawRequest> All =>
    [
        // JSON that isn't, or is too much.
        Post("truncated JSON", 400, """{ "name": "x" """),
        Post("an array instead of an object", 400, """[{ "name": "x" }]"""),
        Post("a bare text", 400, "\"name\""),
        Post("null", 400, "null"),
        Post("nothing", 400, ""),
        Post("a comment", 400, """{ "name": "x" /* y */ }"""),
        Post("a trailing comma", 400, """{ "name": "x", }"""),
        Post("two documents", 400, """{ "name": "x" }{ "name": "y" }"""),
        Post("a property twice", 400, """{ "name": "x", "name": "y" }"""),
        Post("a property twice, once escaped", 400, """{ "name": "x", "n\u0061me": "y" }"""),
        Post("a property twice, deep within", 400, """{ "name": "x", "brand": { "tagline": "a", "tagline": "b" } }"""),
        Post("NaN", 400, """{ "name": NaN }"""),
        Post("nested a thousand deep", 400, new string('[', 1000) + new string(']', 1000)),
        Post("nested a thousand deep in a field", 400, $$"""{ "name": "x", "brand": {{string.Concat(Enumerable.Repeat("{\"a\":", 1000))}}1{{new string('}', 1000)}} }"""),
        Post("a huge text", 413, $$"""{ "name": "{{new string('x', 2 * 1024 * 1024)}}" }"""),
        Post("a text over its limit", 422, $$"""{ "name": "{{new string('x', 201)}}" }"""),
        Post("ten thousand contacts", 422, $$"""{ "name": "x", "contacts": [{{string.Join(',', Enumerable.Range(0, 10_000).Select(x => $$"""{"email":"a{{x}}@b.co","role":"x"}"""))}}] }"""),
        Post("ten thousand unknown fields", 422, $$"""{ "name": "x", {{string.Join(',', Enumerable.Range(0, 10_000).Select(x => $"\"f{x}\":1"))}} }"""),
        Bytes("bytes that aren't UTF-8", 400, [.. "{ \"name\": \""u8, 0xff, 0xfe, .. "\" }"u8]),
        Bytes("an overlong encoding of a slash", 400, [.. "{ \"name\": \""u8, 0xc0, 0xaf, .. "\" }"u8]),
        Bytes("an encoded surrogate", 400, [.. "{ \"name\": \""u8, 0xed, 0xa0, 0x80, .. "\" }"u8]),
        Bytes("UTF-16", 400, Encoding.Unicode.GetBytes("""{ "name": "x" }""")),
        Post("half of a surrogate pair, escaped", 422, """{ "name": "\ud800" }"""),
        Post("NUL in a name", 422, """{ "name": "a\u0000b" }"""),
        Post("a line break in a name", 422, """{ "name": "a\nb" }"""),
        Post("text that turns direction", 422, """{ "name": "a\u202egpj.exe" }"""),
        Post("only spaces", 422, """{ "name": "   " }"""),

        // Operators where values belong.
        Post("an operator for a name", 422, """{ "name": { "$gt": "" } }"""),
        Post("an operator for an id", 422, """{ "name": "x", "client_id": { "$ne": null } }"""),
        Post("an operator as an id's text", 422, """{ "name": "x", "client_id": "{$ne:null}" }"""),
        Post("an operator for an address", 422, """{ "name": "x", "contacts": [{ "email": { "$regex": ".*" }, "role": "primary" }] }"""),
        Post("an operator as a field", 422, """{ "name": "x", "$where": "sleep(1000)" }"""),
        Post("a path as a field", 422, """{ "name": "x", "brand.website": "https://example.com" }"""),
        Post("another organisation's id", 422, """{ "name": "x", "organization_id": "org-b" }"""),
        Post("a status of one's choosing", 422, """{ "name": "x", "onboarding_status": "active" }"""),
        Post("a version of one's choosing", 422, """{ "name": "x", "version": 99 }"""),
        Post("an extended JSON type", 422, """{ "name": { "$oid": "65a1b2c3d4e5f60718293a4b" } }"""),
        Post("a prototype", 422, """{ "name": "x", "__proto__": { "role": "admin" } }"""),
        Get("an operator in a filter", 400, "/v1/clients?status[$ne]=draft"),
        Get("an operator as a filter", 400, "/v1/clients?status=%7B%22$ne%22:1%7D"),
        Get("a filter twice", 400, "/v1/clients?status=draft&status=active"),
        Get("an operator in an address", 404, "/v1/clients/%7B%22$gt%22:%22%22%7D"),
        new("an operator for a step", 422, "POST", "/v1/clients/acme/transitions") { Body = """{ "to": { "$ne": "draft" } }"""u8.ToArray(), Headers = ["If-Match: *"] },
        new("a step that isn't one", 422, "POST", "/v1/clients/acme/transitions") { Body = """{ "to": "owner" }"""u8.ToArray(), Headers = ["If-Match: *"] },
        new("a step by its number", 422, "POST", "/v1/clients/acme/transitions") { Body = """{ "to": 5 }"""u8.ToArray(), Headers = ["If-Match: *"] },
        new("an operator for a role", 422, "POST", "/v1/api-keys") { Body = """{ "name": "x", "role": { "$gt": "" } }"""u8.ToArray() },
        new("a role by its number", 422, "POST", "/v1/api-keys") { Body = """{ "name": "x", "role": 2 }"""u8.ToArray() },

        // Pages and times.
        Get("a page of nothing", 400, "/v1/clients?limit=0"),
        Get("a page of everything", 400, "/v1/clients?limit=1000000"),
        Get("a page of minus one", 400, "/v1/clients?limit=-1"),
        Get("a page in other digits", 400, "/v1/clients?limit=%D9%A3"),
        Get("a page in exponents", 400, "/v1/clients?limit=1e1"),
        Get("an empty cursor", 400, "/v1/clients?cursor="),
        Get("a forged cursor", 400, $"/v1/clients?cursor={Convert.ToBase64String(new byte[37]).Replace('+', '-').Replace('/', '_').TrimEnd('=')}"),
        Get("a cursor that is too long", 400, $"/v1/clients?cursor={new string('A', 300)}"),
        Get("a cursor with an operator", 400, "/v1/clients?cursor[$gt]=A"),
        Get("a date that isn't", 400, "/v1/clients/acme/campaign-ideas?from=2026-02-30T00:00:00Z"),
        Get("a date without a time", 400, "/v1/clients/acme/campaign-ideas?from=2026-02-03"),
        Get("a date with an operator", 400, "/v1/clients/acme/campaign-ideas?from[$gt]=2026-02-03T00:00:00Z"),
        Get("a date past all dates", 400, "/v1/clients/acme/campaign-ideas?to=9999-12-31T23:59:59-23:59"),

        // Preconditions and keys.
        Patch("no precondition", 428, """{ "name": "x" }"""),
        Patch("an entity tag without quotes", 400, """{ "name": "x" }""", "If-Match: 1"),
        Patch("an entity tag that doesn't end", 400, """{ "name": "x" }""", "If-Match: \"1"),
        Patch("a weak entity tag", 412, """{ "name": "x" }""", "If-Match: W/\"1\""),
        Patch("an entity tag with an operator", 412, """{ "name": "x" }""", "If-Match: \"{$gt:0}\""),
        Patch("an entity tag of ten kilobytes", 412, """{ "name": "x" }""", $"If-Match: \"{new string('1', 10_000)}\""),
        Patch("a patch that is an array", 400, """[{ "op": "replace", "path": "/name", "value": "x" }]""", "If-Match: *"),
        Patch("a patch of a status", 422, """{ "onboarding_status": "active" }""", "If-Match: *"),
        Patch("a patch of the organisation", 422, """{ "organization_id": "org-b" }""", "If-Match: *"),
        Post("an idempotency key that is too long", 400, """{ "name": "x" }""", Idempotency + new string('k', 256)),
        Post("an empty idempotency key", 400, """{ "name": "x" }""", Idempotency + "\"\""),
        Post("two idempotency keys", 400, """{ "name": "x" }""", Idempotency + "a", Idempotency + "b"),
        Post("an idempotency key with a space", 400, """{ "name": "x" }""", Idempotency + "a b"),

        // Types, methods, lengths, addresses.
        Bare("no content type", 415, "Content-Length: 15"),
        Bare("a form", 415, "Content-Type: application/x-www-form-urlencoded", "Content-Length: 15"),
        Bare("XML", 415, "Content-Type: application/xml", "Content-Length: 15"),
        Bare("a text that says it is JSON", 415, "Content-Type: text/plain; x=application/json", "Content-Length: 15"),
        Bare("a length that is too large", 413, "Content-Type: application/json", "Content-Length: 99999999999"),
        Bare("a negative length", 400, "Content-Type: application/json", "Content-Length: -1"),
        Bare("two lengths", 400, "Content-Type: application/json", "Content-Length: 15", "Content-Length: 16"),
        Bare("a length and chunks", 400, "Content-Type: application/json", "Content-Length: 15", "Transfer-Encoding: chunked"),
        Bare("chunks that aren't", 400, "Content-Type: application/json", "Transfer-Encoding: chunked"),
        Get("a header of twenty kilobytes", 431, "/v1/clients", $"X-Padding: {new string('x', 20_000)}"),
        Get("two hundred headers", 431, "/v1/clients", [.. Enumerable.Range(0, 200).Select(x => $"X-{x}: x")]),
        Get("a header that is folded", 400, "/v1/clients", "X-One: a\r\n b"),
        Get("an address of ten kilobytes", 414, $"/v1/clients/{new string('a', 10_000)}"),
        Get("up and out", 404, "/v1/clients/../../etc/passwd"),
        Get("up and out, encoded", 404, "/v1/clients/..%2f..%2fmetrics"),
        Get("up and out, encoded twice", 404, "/v1/clients/..%252f..%252fmetrics"),
        Get("backslashes", 404, "/v1/clients/..%5c..%5cetc"),
        Get("NUL in an address", 400, "/v1/clients/acme%00"),
        Get("an id in capitals", 404, "/v1/clients/ACME"),
        Get("an id of a thousand characters", 404, $"/v1/clients/{new string('a', 1000)}"),
        new("a method that isn't allowed", 405, "DELETE", "/v1/clients/acme"),
        new("a method that nobody knows", 405, "BREW", "/v1/clients"),
        new("a trace", 405, "TRACE", "/v1/clients"),
        new("a method by another header", 405, "PUT", "/v1/clients/acme") { Headers = ["X-HTTP-Method-Override: PATCH", "If-Match: *"], Body = """{ "name": "x" }"""u8.ToArray() },
        new("a request line that isn't", 400, "GET", "/v1/clients HTTP/1.1 HTTP/1.1"),
        new("a host in the address", 400, "GET", "http://[::bad/v1/clients"),
    ];

    private static RawRequest Post(string name, int status, string body, params string[] headers) => Bytes(name, status, Encoding.UTF8.GetBytes(body)) with { Headers = headers };

    private static RawRequest Bytes(string name, int status, byte[] body) => new(name, status, "POST", "/v1/clients") { Body = body };

    private static RawRequest Patch(string name, int status, string body, params string[] headers) => new(name, status, "PATCH", "/v1/clients/acme") { Body = Encoding.UTF8.GetBytes(body), Headers = headers };

    private static RawRequest Get(string name, int status, string target, params string[] headers) => new(name, status, "GET", target) { Headers = headers, IsBare = true };

    private static RawRequest Bare(string name, int status, params string[] headers) => new(name, status, "POST", "/v1/clients") { Headers = headers, IsBare = true, Body = """{ "name": "x" }"""u8.ToArray() };
}
