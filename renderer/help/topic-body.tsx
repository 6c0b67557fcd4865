// Renderer. A topic's Markdown as React elements; its links lead to other topics and nowhere else, and what was looked for is marked.
// SECURITY: raw HTML stays text, and no address that stands in a topic is ever opened.

import { Fragment, type ReactNode } from 'react'
import { compiler, RuleType, type MarkdownToJSX } from 'markdown-to-jsx/react'
import { isHelpTopic } from '../../shared/help-topics.ts'
import { TopicLink } from '../controls/topic-link.tsx'
import { Marked } from './marked.tsx'
import type { Found } from './marks.ts'

type TopicBodyProps = { readonly markdown: string; readonly found: Found | null }

export function TopicBody({ markdown, found }: TopicBodyProps) {
  const rule: MarkdownToJSX.Options['renderRule'] = (next, node, _children, { key }) => {
    if (node.type !== RuleType.text || found === null) return next()
    return <Marked key={key} text={node.text} found={found} />
  }
  return compiler(markdown, {
    disableParsingRawHTML: true,
    disableAutoLink: true,
    forceBlock: true,
    wrapper: Fragment,
    sanitizer: (address) => (topicIn(address) === undefined ? null : address),
    overrides: { a: TopicAnchor, img: Nothing },
    renderRule: rule,
  })
}

const topicIn = (address: string | undefined) => {
  const name = /^topic:(.+)$/u.exec(address ?? '')?.[1]
  return name !== undefined && isHelpTopic(name) ? name : undefined
}

type TopicAnchorProps = { readonly href?: string; readonly children?: ReactNode }

function TopicAnchor({ href, children }: TopicAnchorProps) {
  const topic = topicIn(href)
  return topic === undefined ? <>{children}</> : <TopicLink topic={topic}>{children}</TopicLink>
}

const Nothing = () => null
