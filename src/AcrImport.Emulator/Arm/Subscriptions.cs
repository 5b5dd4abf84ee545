using System.Globalization;

namespace AcrImport.Emulator.Arm;

/// <summary>The IDs of subscriptions by their number. They are the same in every emulator, as scripts write resource IDs down.</summary>
internal static class Subscriptions
{
    public const int Max = 99;

    public static readonly Guid First = new("7e1a0000-0000-4000-8000-00000000e002");

    public static Guid IdOf(int number) => number == 1
        ? First
        : Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"7e1a0000-0000-4000-8002-{number:D12}"));

    public static string NameOf(int number) => number == 1 ? "ACR emulator" : string.Create(CultureInfo.InvariantCulture, $"ACR emulator {number}");
}
