namespace Pipeline.Embedded.MongoDB.Tests.Expressions;

public class StringTests
{
    [Theory]
    [InlineData("{$concat: ['a', 'b']}", "'ab'")]
    [InlineData("{$concat: ['a', null]}", "null")]
    [InlineData("{$toUpper: 'abcé'}", "'ABCé'")]
    [InlineData("{$toLower: null}", "''")]
    [InlineData("{$toUpper: 5}", "'5'")]
    [InlineData("{$strcasecmp: ['abc', 'ABD']}", "-1")]
    [InlineData("{$strLenBytes: 'é'}", "2")]
    [InlineData("{$strLenCP: 'é😀'}", "2")]
    [InlineData("{$split: ['a-b-c', '-']}", "['a', 'b', 'c']")]
    [InlineData("{$split: [null, '-']}", "null")]
    [InlineData("{$indexOfBytes: ['éa', 'a']}", "2")]
    [InlineData("{$indexOfCP: ['éa', 'a']}", "1")]
    [InlineData("{$indexOfCP: ['abcabc', 'b', 2]}", "4")]
    [InlineData("{$indexOfCP: ['abc', 'z']}", "-1")]
    [InlineData("{$indexOfBytes: ['$nothing', 'z']}", "null")]
    [InlineData("{$substr: ['hello', 1, 3]}", "'ell'")]
    [InlineData("{$substrBytes: ['hello', 1, -1]}", "'ello'")]
    [InlineData("{$substrBytes: [null, 0, 1]}", "''")]
    [InlineData("{$substrCP: ['é😀x', 1, 1]}", "'😀'")]
    [InlineData("{$substrCP: ['abc', 5, 1]}", "''")]
    [InlineData("{$trim: {input: '  a \\n'}}", "'a'")]
    [InlineData("{$ltrim: {input: 'xxay', chars: 'xy'}}", "'ay'")]
    [InlineData("{$rtrim: {input: 'ayx', chars: 'xy'}}", "'a'")]
    [InlineData("{$trim: {input: null}}", "null")]
    [InlineData("{$replaceOne: {input: 'aXbX', find: 'X', replacement: '-'}}", "'a-bX'")]
    [InlineData("{$replaceAll: {input: 'aXbX', find: 'X', replacement: '-'}}", "'a-b-'")]
    [InlineData("{$replaceAll: {input: 'a', find: null, replacement: '-'}}", "null")]
    public void Strings_are_joined_cut_and_searched(string expression, string expected) => Evaluated.Is(expected, expression);

    [Theory]
    [InlineData("{$regexMatch: {input: 'Hello', regex: 'hell', options: 'i'}}", "true")]
    [InlineData("{$regexMatch: {input: null, regex: 'x'}}", "false")]
    [InlineData("{$regexFind: {input: 'é cafe', regex: 'c(a)(z)?'}}", "{match: 'ca', idx: 2, captures: ['a', null]}")]
    [InlineData("{$regexFind: {input: 'x', regex: 'y'}}", "null")]
    [InlineData("{$regexFindAll: {input: 'a1b2', regex: /[0-9]/}}", "[{match: '1', idx: 1, captures: []}, {match: '2', idx: 3, captures: []}]")]
    [InlineData("{$regexFindAll: {input: '$nothing', regex: 'y'}}", "[]")]
    public void Patterns_are_found(string expression, string expected) => Evaluated.Is(expected, expression);

    [Theory]
    [InlineData("{$concat: ['a', 1]}", 16702, "$concat only supports strings, not int")]
    [InlineData("{$toUpper: true}", 16007, "can't convert from BSON type bool to String")]
    [InlineData("{$strLenCP: null}", 34471, "$strLenCP requires a string argument, found: null")]
    [InlineData("{$strLenBytes: 5}", 34473, "$strLenBytes requires a string argument, found: int")]
    [InlineData("{$split: ['a', '']}", 40087, "$split requires a non-empty separator")]
    [InlineData("{$substrBytes: ['é', 1, 1]}", 28656, null)]
    [InlineData("{$substrCP: ['a', -1, 1]}", 34455, null)]
    [InlineData("{$trim: {input: 1}}", 50699, "$trim requires its input to be a string, got 1 (of type int) instead.")]
    [InlineData("{$replaceOne: {input: 1, find: 'a', replacement: 'b'}}", 51746, null)]
    [InlineData("{$regexMatch: {input: 1, regex: 'a'}}", 51104, "$regexMatch needs 'input' to be of type string")]
    [InlineData("{$regexMatch: {input: 'a', regex: '('}}", 51111, null)]
    [InlineData("{$regexMatch: {input: 'a', regex: 'a', options: 'q'}}", 51108, null)]
    public void A_mistake_has_the_servers_code_and_message(string expression, int code, string? message)
    {
        var error = Evaluated.Fails(code, expression);

        Assert.Equal(message ?? error.Message, error.Message);
    }
}
