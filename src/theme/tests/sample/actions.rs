//! The action ledger of the sample.

use super::*;

pub(super) fn action(status: &'static str) -> ActionLineView {
    let again = |same_ticket| ActionAgainView {
        report: Shared::new(&link("The same again", "../2022/again/index.html")),
        same_ticket,
        same_words: false,
    };
    ActionLineView {
        url: "../2021/outage/index.html#a-0123456789ab".into(),
        text: "Say \"no\" to <unbounded> queries & page earlier".into(),
        status,
        told: (status == "done").then_some("open"),
        owner: Some("Ada".into()),
        owner_told: (status == "done").then(|| "Bo".into()),
        due: (status != "dropped").then(|| ActionDueView {
            text: "31 July 2021".into(),
            machine: (status == "open").then(|| "2021-07-31".into()),
            overdue: status == "open",
        }),
        tickets: vec![
            TicketView {
                name: "OPS-12".into(),
                url: Some("https://tickets.example/OPS-12".into()),
            },
            TicketView {
                name: "#7".into(),
                url: None,
            },
        ],
        more_tickets: usize::from(status == "open"),
        report: Shared::new(&link("The queue stands still", "../2021/queue/index.html")),
        day: (status != "dropped").then(|| {
            let day = time("2021-07-11", "11 July 2021", "11 Jul 2021", false);
            Shared::new(&day)
        }),
        age: (status == "open").then(|| Shared::new(&"1 year 3 months".to_owned())),
        again: Some(again(true)),
        before: Some(again(false)),
        suggested: status == "unknown",
    }
}

fn action_groups() -> Vec<ActionGroupView> {
    [
        ("open", "open"),
        ("untold", "unknown"),
        ("over", "done"),
        ("over", "dropped"),
    ]
    .into_iter()
    .enumerate()
    .map(|(more, (part, status))| ActionGroupView {
        part,
        count: 1 + more,
        lines: vec![action(status)],
        more,
    })
    .collect()
}

pub(in super::super) fn actions() -> ActionsView {
    let counts = ActionCountsView {
        open: 4,
        in_progress: 1,
        untold: 3,
        done: 2,
        dropped: 1,
    };
    let mut groups = action_groups();
    groups.truncate(3);
    ActionsView {
        counts,
        reports: 5,
        again: 2,
        overdue: 1,
        day: Some(time("2022-10-11", "11 October 2022", "11 Oct 2022", false)),
        built: true,
        groups,
        years: [Some(2021), None]
            .map(|year| ActionYearLinkView {
                year,
                url: "2021/index.html".into(),
                counts,
            })
            .into(),
        taxonomies: vec![ActionTaxonomyView {
            key: "service",
            title: "Services".into(),
            url: "../services/index.html".into(),
            terms: vec![ActionTermView {
                name: "PostgreSQL".into(),
                url: "../services/postgresql/index.html#pm:actions".into(),
                counts,
                suggested: 2,
            }],
            more: 3,
        }],
        csv: "../api/v1/actions.csv".into(),
        json: "../api/v1/actions.json".into(),
    }
}

/// A ledger in which nothing is left to do.
pub(in super::super) fn done_actions() -> ActionsView {
    ActionsView {
        counts: ActionCountsView {
            done: 1,
            ..ActionCountsView::default()
        },
        again: 0,
        day: None,
        groups: Vec::new(),
        years: Vec::new(),
        taxonomies: Vec::new(),
        ..actions()
    }
}

pub(in super::super) fn action_year() -> ActionYearView {
    let mut groups = action_groups();
    groups.truncate(3);
    groups.iter_mut().for_each(|group| group.more = 0);
    ActionYearView {
        year: Some(2021),
        number: 2,
        of: 3,
        groups,
        previous: Some(link("Actions of 2021, page 1", "../index.html")),
        next: Some(link("Actions of 2021, page 3", "../3/index.html")),
    }
}
