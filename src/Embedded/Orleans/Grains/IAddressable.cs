namespace Orleans.Runtime;

/// <summary>Whatever calls can be sent to.</summary>
public interface IAddressable;
