using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;
using PgGanLab.Dashboard.Components.Design;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class ConfirmDialogTests : InteractiveTest
{
    private readonly IRenderedComponent<MudDialogProvider> dialogs;

    public ConfirmDialogTests() => dialogs = Render<MudDialogProvider>();

    [Fact]
    public void a_question_that_is_answered_with_no_does_nothing()
    {
        var page = Ask(() => throw new InvalidOperationException("Nobody wanted this."));
        Press("Leave it");
        Assert.Empty(dialogs.FindAll(".mud-dialog"));
        Assert.Single(page.FindAll("button"));
    }

    [Fact]
    public void what_fails_is_said_and_the_question_stays()
    {
        Ask(() => throw new InvalidOperationException("The lab is away."));
        Press("Do it");
        Assert.Contains("The lab is away.", dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void a_question_goes_when_its_answer_takes_its_button_off_the_page()
    {
        IRenderedComponent<Page>? page = null;
        page = Ask(() => Hide(page!));
        Press("Do it");
        Assert.Empty(page.FindAll("button"));
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll(".mud-dialog")));
    }

    [Fact]
    public async Task a_question_goes_when_something_else_takes_its_button_off_the_page()
    {
        var page = Ask(() => Task.CompletedTask);
        await page.InvokeAsync(() => Hide(page));
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll(".mud-dialog")));
    }

    [Fact]
    public async Task a_question_goes_when_its_button_goes_in_the_moment_in_which_it_is_answered()
    {
        var answered = new TaskCompletionSource();
        var page = Ask(() => answered.Task);
        Press("Do it");
        await page.InvokeAsync(async () =>
        {
            answered.SetResult();
            await Hide(page);
        });
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll(".mud-dialog")));
    }

    private static Task Hide(IRenderedComponent<Page> page) => page.Instance.Hide();

    private IRenderedComponent<Page> Ask(Func<Task> act)
    {
        var page = Render<Page>(p => p.Add(q => q.Act, act));
        page.Find("button").Click();
        dialogs.WaitForElement(".mud-dialog");
        return page;
    }

    private void Press(string name) =>
        dialogs.FindAll("button").Single(b => b.TextContent.Trim() == name).Click();

    /// <summary>A page whose button goes when there is no more to ask.</summary>
    private sealed class Page : ComponentBase
    {
        private bool isAsking = true;

        [Parameter] public required Func<Task> Act { get; set; }

        public Task Hide()
        {
            isAsking = false;
            StateHasChanged();
            return Task.CompletedTask;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (!isAsking)
                return;
            builder.OpenComponent<ConfirmDialog>(0);
            builder.AddAttribute(1, nameof(ConfirmDialog.Trigger), "Act");
            builder.AddAttribute(2, nameof(ConfirmDialog.Title), "Really?");
            builder.AddAttribute(3, nameof(ConfirmDialog.Action), "Do it");
            builder.AddAttribute(4, nameof(ConfirmDialog.Keep), "Leave it");
            builder.AddAttribute(5, nameof(ConfirmDialog.OnConfirm), Act);
            builder.AddAttribute(6, nameof(ConfirmDialog.ChildContent), (RenderFragment)(b => b.AddContent(0, "?")));
            builder.CloseComponent();
        }
    }
}
