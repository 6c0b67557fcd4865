// Domain. The 256 words of the check words: short, easily spoken, no two but for one letter alike.
// Their order is part of protocol version 1: a byte of the session's key is an index into it.

const LINES = `
  acorn airport album almond amber anchor apple apron arrow atlas attic autumn
  bacon badge bamboo banjo basket beaver bench bicycle bishop blanket bonfire bottle
  bracelet bridge bronze bubble bucket buffalo butter cabin cactus camel canyon captain
  carpet castle cavern cement cherry chimney cinema circus clarinet clover cobra coffee
  comet compass copper coral cotton cousin coyote cradle crayon cricket crystal curtain
  cushion daisy dancer deer desert diamond dinner doctor dolphin dragon eagle easel
  echo elbow elephant emerald engine falcon farmer feather fiddle flamingo flute forest
  freckle frog galaxy garden garlic ghost giant ginger giraffe glacier globe goblin
  goose gorilla grape guitar hammer harbour hedgehog helmet hero hockey horizon hotel
  hurricane igloo insect island ivory jaguar jasmine jelly jewel jigsaw jungle kangaroo
  kettle keyboard kitchen kiwi knight ladder lagoon lantern laundry leopard library lighthouse
  lizard lobster lotus machine magnet mango maple meadow melon mermaid mirror monkey
  mosquito mountain muffin museum mushroom mustang napkin nectar needle nickel ninja notebook
  nutmeg oasis ocean octopus olive onion orange orchard ostrich oxygen oyster painter
  palace pancake panda paper parrot peanut pebble pelican penguin piano pickle pigeon
  pilot pirate planet plum pocket popcorn postcard prince pumpkin puppet pyramid quartz
  quilt rabbit raccoon radish rainbow ribbon river robot rooster ruby safari sailor
  salmon sandwich saturn saxophone scarf school shadow shepherd silver skeleton snowflake sofa
  spider sponge squirrel statue sugar summer sunflower swan teapot telescope thimble tiger
  tomato tornado tractor trumpet tulip tunnel turtle umbrella uncle valley vampire vanilla
  velvet violin volcano wagon wallet walnut walrus whisper windmill window winter waffle
  yellow yogurt zebra zipper
`

export const wordList: readonly string[] = LINES.trim().split(/\s+/)
