using Pipeline.Errors;

namespace AgentKit.Server;

/// <summary>Errors of the service's start.</summary>
[ErrorCodes]
internal static class ServiceErrors
{
    public static readonly ErrorCode InvalidSettings = new(
        "PIPE6001",
        "The service's settings are invalid",
        "Environment variables hold values that the service can't use.",
        "Correct each variable that the message names; --describe-configuration lists all of them with their defaults.");

    public static readonly ErrorCode AddressInUse = new(
        "PIPE6002",
        "The service can't listen on its address",
        "Another process listens there, the address isn't this machine's, or the port needs more rights (below 1024).",
        "Set AGENTKIT_HTTP_ADDRESS and AGENTKIT_HTTP_PORT to a free address.");

    public static readonly ErrorCode UnknownArgument = new(
        "PIPE6003",
        "The service doesn't know an argument",
        "It takes its settings from the environment, and only --describe-configuration from the command line.",
        "Take the argument away, or set the environment variable that stands for it.");
}
