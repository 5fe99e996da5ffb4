using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Hosting;

/// <summary>Records of Growth cross the wire without an attribute of Orleans, and nothing of them is lost.</summary>
public sealed class GrowthWireTests
{
    private static readonly Assembly Growth = typeof(InvalidInputException).Assembly;

    private static readonly Serializer Wire =
        new ServiceCollection().AddLabSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly DeepCopier Copier =
        new ServiceCollection().AddLabSerializer().BuildServiceProvider().GetRequiredService<DeepCopier>();

    /// <summary>What grains speak today, and what a sweep consists of.</summary>
    public static TheoryData<Type> Records =>
    [
        .. Spoken().Concat([typeof(SweepDefinition), typeof(TrainingConfiguration), typeof(PhaseRecipe),
            typeof(Measurement), typeof(PhaseKey)]).Distinct(),
    ];

    [Theory, MemberData(nameof(Records))]
    public void a_record_survives_the_wire_whole(Type type)
    {
        var sent = Example.Of(type);
        var came = Wire.Deserialize<object>(Wire.SerializeToArray(sent));
        Assert.NotSame(sent, came);
        AssertSame(type.Name, sent, came);
    }

    [Theory, MemberData(nameof(Records))]
    public void a_record_is_not_copied_within_a_process(Type type)
    {
        var sent = Example.Of(type);
        Assert.True(type.IsValueType || ReferenceEquals(sent, Copier.Copy(sent)));
    }

    [Fact]
    public void numbers_come_as_they_went()
    {
        double[] numbers = [double.NaN, double.PositiveInfinity, -0.0, 0.1, double.Epsilon, double.MaxValue];
        var came = numbers.Select(n => new TrainingConfiguration { AdamBeta1 = n })
            .Select(c => Wire.Deserialize<TrainingConfiguration>(Wire.SerializeToArray(c))!.AdamBeta1);
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), came.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void a_whole_definition_says_the_same_after_its_journey()
    {
        var sent = SweepDocument.Read("""
            {"name":"s","dataset":"shapes","base":{"resolution":16,"learningRate@8":0.002},
             "search":{"strategy":"random","space":{"learningRate@16":{"min":1e-4,"max":1e-2,"scale":"log"},"minibatch":[8,16]}},"budget":{"maxExperiments":5}}
            """);
        var came = Wire.Deserialize<SweepDefinition>(Wire.SerializeToArray(sent))!;
        Assert.Equal(sent.Search, came.Search);
        Assert.Equal(
            sent.Search.Points(SettingList.Empty).Take(5), came.Search.Points(SettingList.Empty).Take(5), (a, b) => a.Settings.SequenceEqual(b.Settings));
        Assert.Equal(sent.Base.Values, came.Base.Values);
    }

    /// <summary>All records of Growth that grain interfaces mention, with the records inside them.</summary>
    private static HashSet<Type> Spoken()
    {
        var seen = new HashSet<Type>();
        foreach (var method in typeof(ISweepGrain).Assembly.GetTypes().Where(t => t.IsInterface)
            .SelectMany(t => t.GetMethods()))
        {
            foreach (var type in method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType))
                Visit(type, seen);
        }
        return [.. seen.Where(t => t.Assembly == Growth && !t.IsEnum && !t.IsAbstract
            && !typeof(Exception).IsAssignableFrom(t))];
    }

    private static void Visit(Type type, HashSet<Type> seen)
    {
        foreach (var argument in type.GetGenericArguments())
            Visit(argument, seen);
        if (type.Assembly != Growth && type.Assembly != typeof(ISweepGrain).Assembly || type.IsInterface
            || !seen.Add(type))
            return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null))
            Visit(property.PropertyType, seen);
        foreach (var kind in Growth.GetTypes().Where(t => t.IsSubclassOf(type)))
            Visit(kind, seen);
    }

    private static bool IsStored(PropertyInfo property) =>
        property.GetMethod!.IsDefined(typeof(CompilerGeneratedAttribute)) || property.DeclaringType!.Assembly != Growth;

    private static void AssertSame(string path, object? sent, object? came)
    {
        Assert.True((sent is null) == (came is null), $"{path} was lost.");
        if (sent is null)
            return;
        Assert.Equal(sent.GetType(), came!.GetType());
        if (sent is IEnumerable many and not string)
        {
            object[] a = [.. many.Cast<object>()], b = [.. ((IEnumerable)came).Cast<object>()];
            Assert.Equal(a.Length, b.Length);
            for (var i = 0; i < a.Length; i++)
                AssertSame($"{path}[{i}]", a[i], b[i]);
        }
        else if (sent.GetType().Assembly == Growth && !sent.GetType().IsEnum
            || sent.GetType() is { IsGenericType: true, IsValueType: true })
        {
            foreach (var property in sent.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(IsStored))
                AssertSame($"{path}.{property.Name}", property.GetValue(sent), property.GetValue(came));
        }
        else
        {
            Assert.True(sent.Equals(came), $"{path} was {sent} and became {came}.");
        }
    }
}
